using GarmentTools.Common;

namespace GarmentTools.Postgres.Tests;

/// <summary>What an address may look like, what it means, and that its password is never shown.</summary>
public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://anna@db.example/shop", "postgres://anna@db.example/shop")]
    [InlineData("postgresql://anna@db.example:5432/shop", "postgres://anna@db.example/shop")]
    [InlineData("POSTGRES://anna@db.example:5433/shop", "postgres://anna@db.example:5433/shop")]
    [InlineData("postgres://anna:secret@db.example/shop?schema=summer&photos=/mnt/photos",
        "postgres://anna@db.example/shop?photos=/mnt/photos&schema=summer")]
    [InlineData("postgres://anna@[::1]:5433/shop", "postgres://anna@[::1]:5433/shop")]
    [InlineData("postgres://anna@one,two:5433,[::1]/shop", "postgres://anna@one,two:5433,[::1]/shop")]
    [InlineData("postgres://anna@one,two/shop?port=6000", "postgres://anna@one:6000,two:6000/shop")]
    [InlineData("postgres://anna@/shop?host=one,two&port=6000,6001", "postgres://anna@one:6000,two:6001/shop")]
    [InlineData("postgres:///shop?host=/var/run/postgresql&user=anna", "postgres://anna@%2Fvar%2Frun%2Fpostgresql/shop")]
    [InlineData("postgres://anna@%2Fvar%2Frun%2Fpostgresql/shop", "postgres://anna@%2Fvar%2Frun%2Fpostgresql/shop")]
    [InlineData("postgres://anna%40work:s%3Acret@db/my%20shop", "postgres://anna%40work@db/my%20shop")]
    [InlineData("postgres://anna:a@b@db/shop", "postgres://anna@db/shop")]
    [InlineData("postgres://db/shop?user=anna&password=secret", "postgres://anna@db/shop")]
    [InlineData("postgres://anna@db/shop?photos=/mnt/100%25+1/a%26b", "postgres://anna@db/shop?photos=/mnt/100%25%2B1/a%26b")]
    [InlineData("postgres://j%C3%BCrgen@db/shop", "postgres://j%C3%BCrgen@db/shop")]
    public void An_address_prints_in_one_form_without_its_password_and_reads_it_again(string text, string expected)
    {
        var address = PostgresAddress.Parse(text);
        Assert.Equal(expected, address.ToString());
        Assert.Equal(expected, PostgresAddress.Parse(expected).ToString());
    }

    [Fact]
    public void Its_parts_are_what_they_say()
    {
        var address = PostgresAddress.Parse(
            "postgres://j%C3%BCrgen:p%40ss%2Fword@one,[::1]:5433/my%20shop?schema=summer&photos=/mnt/a%26b&connections=3");
        Assert.Equal("jürgen", address.User);
        Assert.Equal([("one", 5432), ("::1", 5433)], address.Hosts);
        Assert.Equal("my shop", address.Database);
        Assert.Equal("summer", address.Schema);
        Assert.Equal("/mnt/a&b", address.Photos);
        Assert.Equal(3, address.Connections);
        Assert.True(address.HasPassword);
    }

    [Fact]
    public void What_is_left_out_is_usual()
    {
        var address = PostgresAddress.Parse("postgres://anna@/");
        Assert.Equal([("localhost", 5432)], address.Hosts);
        Assert.Equal("anna", address.Database);
        Assert.Equal("garments", address.Schema);
        Assert.Null(address.Photos);
        Assert.Null(address.Connections);
        Assert.False(address.HasPassword);
    }

    [Fact]
    public void Parameters_can_be_changed()
    {
        var address = PostgresAddress.Parse("postgres://anna:secret@db/shop?schema=summer");
        Assert.Equal("postgres://anna@db/shop?photos=/a&schema=summer", address.With("photos", "/a").ToString());
        Assert.Equal("postgres://anna@db/shop", address.With("schema", null).ToString());
        Assert.True(address.With("photos", "/a").HasPassword);
    }

    [Theory]
    [InlineData("shop.garments", "begins with 'postgres://'")]
    [InlineData("postgres://anna@db/shop?pasword=secret", "'pasword' is not a parameter")]
    [InlineData("postgres://anna@db/shop?schema=a&schema=b", "'schema' stands twice")]
    [InlineData("postgres://anna@db/shop?schema=", "'schema' of the Postgres address is empty")]
    [InlineData("postgres://anna@db/shop?schema", "'schema' of the Postgres address is empty")]
    [InlineData("postgres://anna@db/shop?schema=pg_mine", "'schema=pg_mine' of the Postgres address cannot be")]
    [InlineData("postgres://anna@db/shop?schema=a%22b", "cannot be")]
    [InlineData("postgres://anna@db/shop?sslmode=full", "expected disable, allow, prefer, require, verify-ca, verify-full")]
    [InlineData("postgres://anna@db/shop?connect_timeout=soon", "'connect_timeout=soon' of the Postgres address is not a whole number " +
        "from 0 to 1024")]
    [InlineData("postgres://anna@db/shop?connections=0", "not a whole number from 1 to 1000")]
    [InlineData("postgres://anna@db/shop?photos=mnt", "not a full path")]
    [InlineData("postgres://anna@db:99999/shop", "not a whole number from 1 to 65535")]
    [InlineData("postgres://anna@db/shop/garments", "more than one '/'")]
    [InlineData("postgres://anna@::1/shop", "IPv6 address is written in brackets")]
    [InlineData("postgres://anna@[::1/shop", "has no ']'")]
    [InlineData("postgres://anna@[db]/shop", "not an IPv6 address")]
    [InlineData("postgres://anna@db/sh%2op", "'%' that is not followed by two hexadecimal digits")]
    [InlineData("postgres://anna@db/sh%FFop", "not UTF-8")]
    [InlineData("postgres://anna@/shop?host=one,two,three&port=1,2", "3 hosts and 2 ports")]
    [InlineData("postgres://anna@db/shop?target_session_attrs=master", "expected any, primary")]
    public void What_cannot_be_is_refused_with_what_was_expected(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => PostgresAddress.Parse(text)).Message);

    [Theory]
    [InlineData("postgres://anna:sec/ret@db/shop")]
    [InlineData("postgres://anna:sec?ret@db/shop")]
    [InlineData("postgres://anna:sec?ret@db/shop?schema=a")]
    [InlineData("postgres://anna:secret")]
    [InlineData("postgres://anna:sec%ret@db/shop")]
    [InlineData("postgres://anna:sec%FFret@db/shop")]
    [InlineData("postgres://anna@db/shop?password=sec%ret")]
    [InlineData("postgres://anna:secret@db/shop?schema=1")]
    public void A_refusal_shows_no_password(string text)
    {
        var message = Assert.Throws<UsageException>(() => PostgresAddress.Parse(text)).Message;
        Assert.DoesNotContain("sec", message.Replace("target_session_attrs", "", StringComparison.Ordinal));
        Assert.DoesNotContain("ret", message);
    }

    [Fact]
    public void A_missing_certificate_is_said_before_anybody_connects() =>
        Assert.Contains("'sslrootcert=/nowhere/ca.crt'", Assert.Throws<CatalogException>(() =>
            PostgresAddress.Parse("postgres://anna@db/shop?sslrootcert=/nowhere/ca.crt")).Message);

    [Theory]
    [InlineData("postgres://db/shop", true)]
    [InlineData("PostgreSQL://db/shop", true)]
    [InlineData("postgres:shop", false)]
    [InlineData("/mnt/postgres://x", false)]
    [InlineData(null, false)]
    public void Addresses_are_told_from_paths(string? text, bool expected) => Assert.Equal(expected, PostgresAddress.IsAddress(text));
}
