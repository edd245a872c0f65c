using System.Runtime.CompilerServices;
using Sluice.Core.Text;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Digits written in groups with single separators between them, as cards, social security and telephone numbers are.</summary>
/// <remarks>Never more than <see cref="GroupsMax"/> groups are read: a text that is all digits costs a constant at each.</remarks>
struct DigitGroups
{
    /// <summary>Most groups that are read.</summary>
    public const int GroupsMax = 10;

    const int GroupLengthMax = 20;

    Groups _groups;

    /// <summary>How many groups there are.</summary>
    public int Count { get; private set; }

    /// <summary>Reads groups from an offset where a digit stands.</summary>
    /// <param name="text">Text.</param>
    /// <param name="at">Offset of the first digit.</param>
    /// <param name="separators">What may stand between two groups.</param>
    public static DigitGroups Read(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> separators)
    {
        DigitGroups all = new();
        while (all.Count < GroupsMax)
        {
            int length = 0;
            while (length < GroupLengthMax && IsDigitAt(text, at + length)) length++;
            if (length == 0) break;
            bool goesOn = IsDigitAt(text, at + length + 1) && separators.Contains(text[at + length]);
            all._groups[all.Count++] = new(length, at + length, goesOn ? text[at + length] : (byte)0);
            if (!goesOn) break;
            at += length + 1;
        }
        return all;
    }

    /// <summary>One group: its digits, the offset behind it, and the separator there (0 behind the last).</summary>
    public readonly (int Length, int End, byte Separator) this[int group] => _groups[group];

    /// <summary>Whether the first groups, as many as said, have the same separator between them.</summary>
    public readonly bool IsEven(int groups)
    {
        for (int i = 1; i < groups - 1; i++)
            if (_groups[i].Separator != _groups[0].Separator) return false;
        return true;
    }

    /// <summary>Whether a digit stands at an offset.</summary>
    public static bool IsDigitAt(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length && char.IsAsciiDigit((char)text[at]);

    /// <summary>Whether a number can start here: no letter, digit or underscore before it, and no digit and a point or comma.</summary>
    public static bool StartsNumber(ReadOnlySpan<byte> text, int at) =>
        !WordCharacters.IsBefore(text, at) && !(at >= 2 && text[at - 1] is (byte)'.' or (byte)',' && IsDigitAt(text, at - 2));

    /// <summary>Whether a number can end here: no letter, digit or underscore behind it, and no point or comma with a digit.</summary>
    public static bool EndsNumber(ReadOnlySpan<byte> text, int at) =>
        !WordCharacters.IsAt(text, at) && !(IsDigitAt(text, at + 1) && text[at] is (byte)'.' or (byte)',');

    [InlineArray(GroupsMax)]
    struct Groups
    {
        (int Length, int End, byte Separator) _first;
    }
}
