
namespace GarmentTools.Architecture.Tests;

/// <summary>Each room of the library knows only the floors below it; docs/architecture.md says what each one uses.</summary>
public sealed class FloorTests
{
    [Fact]
    public void Every_room_has_a_floor()
    {
        Assert.Empty(House.Rooms.Except(House.Floors));
        Assert.Empty(House.Floors.Except(House.Rooms));
    }

    [Fact]
    public void No_room_looks_up()
    {
        Assert.True(House.Uses.Count > 500, $"only {House.Uses.Count} uses were read: the assembly was not read as a whole");
        var upward = House.Upward(House.Uses).Select(use => $"{House.Name(use.From)} looks up to {House.Name(use.To)}: {use.User} uses " +
            $"{use.Used}");
        Assert.Empty(upward);
    }

    [Fact]
    public void No_rooms_form_a_circle()
    {
        var below = House.Uses.ToLookup(use => use.From, use => use.To);
        foreach (var room in House.Rooms) Assert.DoesNotContain(room, Reached(room));

        HashSet<string> Reached(string room)
        {
            var reached = new HashSet<string>();
            var open = new Queue<string>(below[room]);
            while (open.TryDequeue(out var next))
            {
                if (!reached.Add(next)) continue;
                foreach (var further in below[next]) open.Enqueue(further);
            }
            return reached;
        }
    }

    [Fact]
    public void An_upward_use_would_be_seen()
    {
        House.Use wrong = new("Common", "Catalogs", "A", "B");
        Assert.Equal([wrong], House.Upward([.. House.Uses, wrong]));
    }

    [Fact]
    public void The_page_says_what_each_room_uses()
    {
        var made = ArchitecturePage.Table();
        var page = ArchitecturePage.Path;
        if (Environment.GetEnvironmentVariable("GARMENT_WRITE") == "1")
            File.WriteAllText(page, ArchitecturePage.With(File.ReadAllText(page), made));
        Assert.Equal(made, ArchitecturePage.TableOf(File.ReadAllText(page)));
    }

    [Fact]
    public void The_drawing_has_the_floors_in_their_order()
    {
        var drawn = ArchitecturePage.DrawnFloors(File.ReadAllText(ArchitecturePage.Path));
        Assert.Equal(House.Floors.Select(House.Name), drawn);
    }
}
