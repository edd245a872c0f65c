namespace Sluice.Cli.Try;

/// <summary>Cuts a stream into lines, each held whole in memory up to a limit.</summary>
/// <param name="input">The stream.</param>
sealed class LineReader(Stream input)
{
    /// <summary>Longest line that is read; longer ones are passed over.</summary>
    public const int LineBytesMax = 256 << 20;

    byte[] _buffer = new byte[1 << 16];
    int _start, _end;
    bool _isAtEnd;

    /// <summary>Number of the line last read, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line, without its end; false at the end of the stream.</summary>
    /// <param name="line">Valid until the next call; empty where it is too long.</param>
    /// <param name="isTooLong">Whether it is longer than <see cref="LineBytesMax"/>.</param>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        int searched = 0;
        while (true)
        {
            int at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0 || _isAtEnd)
            {
                int length = at >= 0 ? searched + at : _end - _start;
                line = isTooLong ? default : _buffer.AsSpan(_start, length);
                bool isLine = at >= 0 || length > 0 || isTooLong;
                _start += length + (at >= 0 ? 1 : 0);
                if (line.EndsWith((byte)'\r')) line = line[..^1];
                if (isLine) Number++;
                return isLine;
            }
            searched = _end - _start;
            if (searched >= LineBytesMax)
            {
                isTooLong = true;
                _start = _end = searched = 0;
            }
            Fill();
        }
    }

    void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = input.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = read == 0;
        _end += read;
    }
}
