using System.Runtime.CompilerServices;
using System.Text;

namespace Sluice.Ingest.Extract.Html;

/// <summary>An element on the stack of open elements.</summary>
/// <param name="Node">Its node.</param>
/// <param name="Name">Its name's number.</param>
/// <param name="Tag">The element of HTML; <see cref="HtmlTag.Other"/> for one of SVG or MathML, whose names mean other things.</param>
/// <param name="Namespace">Its language.</param>
/// <param name="Traits">What must be known of it while it is open.</param>
readonly record struct HtmlOpenElement(int Node, int Name, HtmlTag Tag, HtmlNamespace Namespace, HtmlTagTraits Traits)
{
    public bool Has(HtmlTagTraits traits) => (Traits & traits) != 0;
}

/// <summary>The stack of open elements: HTML Living Standard, 13.2.4.2. It knows how many of each element are open, so that most questions need no walk.</summary>
sealed class HtmlOpenElements(HtmlTree tree, int depthMax)
{
    HtmlOpenElement[] _stack = new HtmlOpenElement[64];
    readonly int[] _countOf = new int[HtmlTags.Count];
    int _count;

    public int Count => _count;

    /// <summary>Whether no more elements should be opened.</summary>
    public bool IsFull => _count >= depthMax;

    public ref readonly HtmlOpenElement Current => ref _stack[_count - 1];

    public ref readonly HtmlOpenElement this[int index] => ref _stack[index];

    public void Clear()
    {
        _count = 0;
        Array.Clear(_countOf);
    }

    public bool Has(HtmlTag tag) => _countOf[(int)tag] > 0;

    public void Push(int node)
    {
        ref HtmlNode element = ref tree[node];
        element.Marks |= HtmlNodeMarks.IsOpen;
        HtmlTag tag = element.Namespace == HtmlNamespace.Html ? element.Tag : HtmlTag.Other;
        _countOf[(int)tag]++;
        // Elements that the builder adds by itself (table bodies, rows, scripts) come on top of the limit.
        if (_count == _stack.Length) Array.Resize(ref _stack, _count * 2);
        _stack[_count++] = new(node, element.Name, tag, element.Namespace, element.Namespace == HtmlNamespace.Html ? tag.Traits() : ForeignTraits(element));
    }

    public void Pop()
    {
        ref HtmlOpenElement top = ref _stack[--_count];
        tree[top.Node].Marks &= ~HtmlNodeMarks.IsOpen;
        _countOf[(int)top.Tag]--;
    }

    /// <summary>Pops until so many are left.</summary>
    public void PopTo(int count)
    {
        while (_count > count) Pop();
    }

    /// <summary>Pops until an element of HTML has been popped; the root stays.</summary>
    public void PopUntil(HtmlTag tag)
    {
        while (_count > 1)
        {
            bool isIt = Current.Tag == tag;
            Pop();
            if (isIt) return;
        }
    }

    /// <summary>Takes out an element that other open elements stand on.</summary>
    public void RemoveAt(int index)
    {
        tree[_stack[index].Node].Marks &= ~HtmlNodeMarks.IsOpen;
        _countOf[(int)_stack[index].Tag]--;
        _stack.AsSpan(index + 1, _count - index - 1).CopyTo(_stack.AsSpan(index));
        _count--;
    }

    /// <summary>Puts an element with the name of an open one right on top of it, for one that was taken out.</summary>
    public void InsertAt(int index, int node)
    {
        Push(node);
        HtmlOpenElement added = _stack[_count - 1];
        _stack.AsSpan(index, _count - index - 1).CopyTo(_stack.AsSpan(index + 1));
        _stack[index] = added;
    }

    /// <summary>Puts a copy of an open element in its place.</summary>
    public void Replace(int index, int node)
    {
        tree[_stack[index].Node].Marks &= ~HtmlNodeMarks.IsOpen;
        tree[node].Marks |= HtmlNodeMarks.IsOpen;
        _stack[index] = _stack[index] with { Node = node };
    }

    /// <summary>The index of an open node; -1 where it is not open.</summary>
    public int IndexOf(int node)
    {
        if (node < 0 || (tree[node].Marks & HtmlNodeMarks.IsOpen) == 0) return -1;
        int index = _count - 1;
        while (index >= 0 && _stack[index].Node != node) index--;
        return index;
    }

    /// <summary>The index of the innermost of an element; -1 where none is open.</summary>
    public int LastIndexOf(HtmlTag tag)
    {
        if (!Has(tag)) return -1;
        int index = _count - 1;
        while (_stack[index].Tag != tag) index--;
        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsInScope(HtmlTag tag, HtmlTagTraits border = HtmlTagTraits.Scope) => Has(tag) && IsBelowNo(border, tag);

    public bool IsInButtonScope(HtmlTag tag) => IsInScope(tag, HtmlTagTraits.Scope | HtmlTagTraits.ButtonScope);

    public bool IsInListScope(HtmlTag tag) => IsInScope(tag, HtmlTagTraits.Scope | HtmlTagTraits.ListScope);

    public bool IsInTableScope(HtmlTag tag) => IsInScope(tag, HtmlTagTraits.TableScope);

    /// <summary>Whether a node is open and no border of a scope stands on it.</summary>
    public bool IsNodeInScope(int node)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_stack[i].Node == node) return true;
            if (_stack[i].Has(HtmlTagTraits.Scope)) return false;
        }
        return false;
    }

    public bool IsHeadingInScope()
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_stack[i].Tag.IsHeading()) return true;
            if (_stack[i].Has(HtmlTagTraits.Scope)) return false;
        }
        return false;
    }

    /// <summary>Pops the elements that need no end tag, but for one kind.</summary>
    public void GenerateImpliedEnds(HtmlTag except = HtmlTag.Text)
    {
        while (Current.Has(HtmlTagTraits.ImpliedEnd) && Current.Tag != except && _count > 1) Pop();
    }

    /// <summary>Pops the elements that need no end tag, parts of tables too.</summary>
    public void GenerateAllImpliedEnds()
    {
        while (Current.Has(HtmlTagTraits.ImpliedEnd | HtmlTagTraits.ImpliedEndOfTable) && _count > 1) Pop();
    }

    bool IsBelowNo(HtmlTagTraits border, HtmlTag tag)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_stack[i].Tag == tag) return true;
            if (_stack[i].Has(border)) return false;
        }
        return false;
    }

    HtmlTagTraits ForeignTraits(in HtmlNode element)
    {
        const HtmlTagTraits Border = HtmlTagTraits.Scope | HtmlTagTraits.Special;
        if (element.Namespace == HtmlNamespace.Svg)
            return element.Tag is HtmlTag.ForeignObject or HtmlTag.Desc or HtmlTag.Title ? Border | HtmlTagTraits.HtmlContent : HtmlTagTraits.None;
        if (element.Tag is HtmlTag.Mi or HtmlTag.Mo or HtmlTag.Mn or HtmlTag.Ms or HtmlTag.Mtext) return Border | HtmlTagTraits.MathText;
        if (element.Tag != HtmlTag.AnnotationXml) return HtmlTagTraits.None;
        ReadOnlySpan<byte> encoding = tree.Value(element, HtmlAttributeName.Encoding);
        bool isHtml = Ascii.EqualsIgnoreCase(encoding, "text/html"u8) || Ascii.EqualsIgnoreCase(encoding, "application/xhtml+xml"u8);
        return isHtml ? Border | HtmlTagTraits.HtmlContent : Border;
    }
}
