using System.Globalization;
using System.Reflection;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Engine.Recipes;

/// <summary>One option of an options record: its kebab-case key, its type, and how it is read from words and written back.</summary>
public sealed class OptionKey
{
    readonly PropertyInfo _property;
    readonly Type _type; // without Nullable<>

    internal OptionKey(PropertyInfo property, object defaults)
    {
        _property = property;
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null
            || !property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        Name = KebabCase.From(property.Name);
        Default = property.GetValue(defaults);
    }

    /// <summary>The key in kebab case.</summary>
    public string Name { get; }

    /// <summary>Name of the property, for its doc comment.</summary>
    public string PropertyName => _property.Name;

    /// <summary>The value where none is written.</summary>
    public object? Default { get; }

    /// <summary>Whether <c>null</c> (not given) is a value.</summary>
    public bool IsNullable { get; }

    /// <summary>Whether it takes any number of words.</summary>
    public bool IsList => _type == typeof(IReadOnlyList<string>);

    /// <summary>Whether it is true or false.</summary>
    public bool IsSwitch => _type == typeof(bool);

    /// <summary>The enum that it is of; null for other types.</summary>
    public Type? EnumType => _type.IsEnum ? _type : null;

    /// <summary>The words that it takes, where these are few: enum members, true and false. Else empty.</summary>
    public IReadOnlyList<string> Choices => _type.IsEnum ? [.. Enum.GetNames(_type).Select(KebabCase.From)] : IsSwitch ? ["true", "false"] : [];

    /// <summary>What it takes, in words: <c>a whole number</c>.</summary>
    public string Expected => _type switch
    {
        _ when _type.IsEnum => "one of " + string.Join(", ", Choices),
        _ when IsSwitch => "true or false",
        _ when IsList => "a list",
        _ when _type == typeof(ByteSize) => "a size like 256 MiB",
        _ when _type == typeof(int) || _type == typeof(long) => "a whole number",
        _ when _type == typeof(double) => "a number",
        _ => "a text",
    };

    /// <summary>What it takes, in one word for a help page: <c>number</c>.</summary>
    public string Placeholder => _type == typeof(ByteSize) ? "size" : _type == typeof(string) || IsList ? "text" : "number";

    /// <summary>Reads one word; for a list, its only item.</summary>
    /// <param name="written">The word.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is what the option takes.</returns>
    public bool TryRead(string written, out object? value)
    {
        value = null;
        if (IsList) value = (IReadOnlyList<string>)[written];
        else if (_type == typeof(string)) value = written;
        else if (_type == typeof(bool)) value = written switch { "true" => true, "false" => false, _ => null };
        else if (_type.IsEnum) value = Enum.GetNames(_type).Where(name => KebabCase.From(name) == written).Select(name => Enum.Parse(_type, name)).FirstOrDefault();
        else if (_type == typeof(ByteSize)) value = ByteSize.TryParse(written, null, out ByteSize size) ? size : null;
        else if (_type == typeof(int)) value = int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
        else if (_type == typeof(long)) value = long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
        else value = double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
        return value is not null;
    }

    /// <summary>The value that an options record has.</summary>
    public object? Get(IStepOptions options) => _property.GetValue(options);

    /// <summary>Whether it can be an option: an init property of a type that can be read.</summary>
    internal static bool IsOption(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return property.SetMethod is { IsPublic: true } && (type.IsEnum || type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(double)
            || type == typeof(string) || type == typeof(ByteSize) || type == typeof(IReadOnlyList<string>));
    }

    internal void Set(IStepOptions options, object? value) => _property.SetValue(options, value);
}
