namespace GarmentTools.Samples;

/// <summary>All products, fifteen of each category.</summary>
internal static class Collection
{
    public static readonly string[] Categories = ["t-shirt", "shirt", "hoodie", "jacket", "dress", "skirt", "trousers", "shoes"];

    // category style sleeve length color accent pattern
    private const string Rows = """
        t-shirt  crew      short  regular white  black  plain
        t-shirt  crew      short  regular black  white  plain
        t-shirt  crew      short  regular red    white  stripes
        t-shirt  crew      long   regular navy   white  stripes
        t-shirt  crew      short  regular yellow navy   print
        t-shirt  crew      short  crop    pink   red    print
        t-shirt  crew      long   regular green  yellow print
        t-shirt  v-neck    short  regular grey   black  plain
        t-shirt  v-neck    short  regular purple white  dots
        t-shirt  v-neck    long   regular beige  brown  plain
        t-shirt  polo      short  regular navy   white  plain
        t-shirt  polo      short  regular orange white  stripes
        t-shirt  polo      short  regular green  navy   color-block
        t-shirt  tank      none   regular blue   white  floral
        t-shirt  crew      short  regular red    navy   color-block
        shirt    classic   long   regular white  grey   plain
        shirt    classic   long   regular blue   white  stripes
        shirt    classic   long   regular red    navy   checks
        shirt    classic   long   regular green  white  checks
        shirt    classic   short  regular pink   white  floral
        shirt    classic   short  regular navy   white  dots
        shirt    classic   short  regular yellow orange floral
        shirt    band      long   long    beige  brown  stripes
        shirt    band      long   regular black  white  plain
        shirt    band      short  regular olive  beige  plain
        shirt    bow       long   regular pink   red    plain
        shirt    bow       long   regular white  black  dots
        shirt    bow       short  regular purple pink   floral
        shirt    classic   long   long    denim  white  plain
        shirt    classic   long   regular orange brown  checks
        hoodie   pullover  long   regular grey   black  plain
        hoodie   pullover  long   regular black  white  plain
        hoodie   pullover  long   regular red    white  print
        hoodie   pullover  long   crop    pink   white  plain
        hoodie   pullover  long   regular navy   orange print
        hoodie   pullover  long   regular green  white  color-block
        hoodie   pullover  long   regular beige  brown  color-block
        hoodie   pullover  long   regular purple yellow print
        hoodie   zip       long   regular blue   white  plain
        hoodie   zip       long   regular olive  black  plain
        hoodie   zip       long   regular orange black  plain
        hoodie   zip       long   regular white  navy   stripes
        hoodie   zip       long   crop    yellow black  color-block
        hoodie   pullover  long   regular brown  beige  plain
        hoodie   pullover  long   regular blue   red    stripes
        jacket   blazer    long   regular navy   white  plain
        jacket   blazer    long   regular grey   white  checks
        jacket   blazer    long   regular red    white  plain
        jacket   blazer    long   regular black  white  stripes
        jacket   bomber    long   regular olive  orange plain
        jacket   bomber    long   regular black  red    plain
        jacket   bomber    long   regular blue   yellow color-block
        jacket   denim     long   regular denim  orange plain
        jacket   denim     long   crop    white  beige  plain
        jacket   puffer    long   regular red    black  plain
        jacket   puffer    long   regular yellow black  color-block
        jacket   puffer    long   long    purple black  plain
        jacket   coat      long   long    beige  brown  plain
        jacket   coat      long   long    brown  black  checks
        jacket   coat      long   long    green  white  plain
        dress    a-line    short  knee    red    white  dots
        dress    a-line    none   knee    navy   white  plain
        dress    a-line    long   knee    green  pink   floral
        dress    a-line    none   mini    yellow white  floral
        dress    strap     none   mini    black  white  plain
        dress    strap     none   maxi    orange white  floral
        dress    strap     none   knee    blue   white  stripes
        dress    wrap      long   knee    purple white  plain
        dress    wrap      short  maxi    pink   red    floral
        dress    wrap      short  knee    black  white  dots
        dress    shift     short  mini    white  black  color-block
        dress    shift     none   knee    beige  brown  plain
        dress    shift     long   mini    grey   black  checks
        dress    shirt     long   knee    denim  white  plain
        dress    shirt     short  maxi    white  blue   stripes
        skirt    a-line    -      mini    black  white  plain
        skirt    a-line    -      knee    red    black  plain
        skirt    a-line    -      knee    yellow white  dots
        skirt    a-line    -      mini    denim  orange plain
        skirt    pleated   -      knee    navy   white  plain
        skirt    pleated   -      mini    red    navy   checks
        skirt    pleated   -      maxi    green  white  plain
        skirt    pleated   -      knee    pink   white  plain
        skirt    pencil    -      knee    grey   white  checks
        skirt    pencil    -      knee    black  beige  stripes
        skirt    pencil    -      knee    brown  white  plain
        skirt    tiered    -      maxi    blue   white  floral
        skirt    tiered    -      maxi    orange yellow color-block
        skirt    tiered    -      knee    white  red    floral
        skirt    tiered    -      maxi    purple white  dots
        trousers straight  -      full    denim  orange plain
        trousers straight  -      full    black  white  plain
        trousers straight  -      full    beige  brown  plain
        trousers straight  -      cropped red    black  plain
        trousers straight  -      full    grey   white  checks
        trousers skinny    -      full    navy   orange plain
        trousers skinny    -      full    black  white  stripes
        trousers skinny    -      full    white  grey   plain
        trousers wide      -      full    green  white  plain
        trousers wide      -      full    blue   white  stripes
        trousers wide      -      full    pink   red    floral
        trousers jogger    -      full    grey   red    color-block
        trousers cargo     -      full    olive  brown  plain
        trousers straight  -      shorts  beige  white  plain
        trousers jogger    -      shorts  blue   orange floral
        shoes    sneaker   -      low     white  green  plain
        shoes    sneaker   -      low     red    white  color-block
        shoes    sneaker   -      low     black  white  checks
        shoes    sneaker   -      low     blue   yellow color-block
        shoes    high-top  -      high    navy   white  plain
        shoes    high-top  -      high    yellow black  plain
        shoes    high-top  -      high    pink   white  dots
        shoes    boot      -      high    brown  yellow plain
        shoes    boot      -      high    black  grey   plain
        shoes    pump      -      low     red    black  plain
        shoes    pump      -      low     black  white  dots
        shoes    pump      -      low     purple white  plain
        shoes    loafer    -      low     brown  beige  plain
        shoes    loafer    -      low     green  beige  plain
        shoes    sneaker   -      low     orange navy   floral
        """;

    public static IReadOnlyList<Product> Products { get; } = Read();

    private static List<Product> Read()
    {
        var products = new List<Product>();
        foreach (var line in Rows.Split('\n'))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var number = products.Count(product => product.Category == cells[0]) + 1;
            products.Add(new Product(cells[0], number, cells[1], cells[2] == "-" ? "" : cells[2], cells[3], cells[4], cells[5], cells[6]));
        }

        return products;
    }
}
