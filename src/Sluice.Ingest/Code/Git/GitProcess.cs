using System.Diagnostics;
using System.Text;
using Sluice.Core;

namespace Sluice.Ingest.Code.Git;

/// <summary>One running git: its output as bytes, the end of what it complains, and an end by force when it stalls or is no longer wanted.</summary>
/// <remarks>Input is written by a thread of its own, so neither pipe can block the other. A process that gives no byte for so many seconds while one is waited for is ended, and
/// <see cref="IsStalled"/> says so.</remarks>
sealed class GitProcess : IDisposable
{
    const int ErrorCharsMax = 500, StackBytes = 128 << 10, LooksPerStall = 10, BufferBytes = 128 << 10;

    readonly Process _process;
    readonly Stream _output;
    readonly Thread _errors;
    readonly Timer _watch;
    readonly byte[] _buffer = new byte[BufferBytes];
    string _complaint = "";
    int _at;
    int _end;
    long _reads;
    volatile bool _isWaiting;
    volatile bool _isStalled;
    volatile bool _isKilled;
    long _readsSeen = -1;
    int _looksWithout;

    /// <summary>Starts it.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    /// <param name="info">What is started.</param>
    /// <param name="stallSeconds">Seconds without a byte after which it is ended.</param>
    /// <param name="memoryMax">Bytes that it may allocate.</param>
    public GitProcess(ProcessStartInfo info, int stallSeconds, long memoryMax)
    {
        _process = Process.Start(info)!;
        MemoryLimit.Set(_process, memoryMax);
        _output = _process.StandardOutput.BaseStream;
        _errors = new(ReadErrors, StackBytes) { IsBackground = true, Name = "git errors" };
        _errors.Start();
        TimeSpan look = TimeSpan.FromSeconds((double)stallSeconds / LooksPerStall);
        _watch = new(_ => Look(), null, look, look);
    }

    /// <summary>Whether it starts programs of its own, which must end with it.</summary>
    public bool HasChildren { get; init; }

    /// <summary>Whether it was ended because it gave nothing for too long.</summary>
    public bool IsStalled => _isStalled;

    /// <summary>Its input, for callers that write it themselves.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Writes its input on a thread of its own, then closes it.</summary>
    public void Feed(Action<Stream> write)
    {
        Thread feeder = new(() =>
        {
            try
            {
                using Stream input = Input;
                write(input);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // It has ended, or is no longer wanted: what it gave until then counts.
            }
        }, StackBytes)
        { IsBackground = true, Name = "git input" };
        feeder.Start();
    }

    /// <summary>Reads up to a byte, which is passed over.</summary>
    /// <param name="end">The byte.</param>
    /// <param name="bytesMax">Most bytes before it.</param>
    /// <param name="line">What is before it; valid until the next read.</param>
    /// <returns>False at the end, and where the byte does not come in time.</returns>
    public bool TryReadTo(byte end, int bytesMax, out ReadOnlySpan<byte> line)
    {
        int looked = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_at + looked, _end - _at - looked).IndexOf(end);
            if (found >= 0)
            {
                line = _buffer.AsSpan(_at, looked + found);
                _at += line.Length + 1;
                return line.Length <= bytesMax;
            }
            looked = _end - _at;
            line = default;
            if (looked > bytesMax || looked == _buffer.Length || !Fill()) return false;
        }
    }

    /// <summary>As <see cref="TryReadTo"/>, but of more bytes only the first are given, and the others passed over.</summary>
    public bool TryReadCut(byte end, int bytesMax, out ReadOnlySpan<byte> line)
    {
        if (TryReadTo(end, bytesMax, out line)) return true;
        if (line.Length > bytesMax)
        {
            line = line[..bytesMax]; // It was there as a whole.
            return true;
        }
        if (_end - _at <= bytesMax) return false;
        byte[] head = _buffer.AsSpan(_at, bytesMax).ToArray();
        while (true)
        {
            int found = _buffer.AsSpan(_at, _end - _at).IndexOf(end);
            _at = found >= 0 ? _at + found + 1 : _end;
            if (found >= 0) break;
            if (!Fill()) return false;
        }
        line = head;
        return true;
    }

    /// <summary>Fills a span; false at the end.</summary>
    public bool TryRead(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_at == _end && bytes.Length >= _buffer.Length)
            {
                int read = ReadOutput(bytes);
                if (read == 0) return false;
                bytes = bytes[read..];
                continue;
            }
            if (_at == _end && !Fill()) return false;
            int count = Math.Min(bytes.Length, _end - _at);
            _buffer.AsSpan(_at, count).CopyTo(bytes);
            _at += count;
            bytes = bytes[count..];
        }
        return true;
    }

    /// <summary>Passes over bytes; false at the end.</summary>
    public bool TrySkip(long count)
    {
        while (count > 0)
        {
            if (_at == _end && !Fill()) return false;
            int some = (int)Math.Min(count, _end - _at);
            _at += some;
            count -= some;
        }
        return true;
    }

    /// <summary>Whether all of its output was read.</summary>
    public bool IsAtEnd => _at == _end && !Fill();

    /// <summary>All that it says, cut at a number of bytes.</summary>
    public string ReadText(int bytesMax)
    {
        byte[] text = new byte[bytesMax];
        int count = 0;
        while (count < bytesMax && TryRead(text.AsSpan(count, 1))) count++;
        return Encoding.UTF8.GetString(text, 0, count);
    }

    /// <summary>Waits for its end: null where it was a good one, else what it complained last.</summary>
    /// <exception cref="SluiceException">It failed for a reason that lies in this machine, not in the repository: no room on the disk, killed by the system.</exception>
    public string? Wait()
    {
        while (TrySkip(long.MaxValue)) { }
        _process.WaitForExit();
        _errors.Join();
        const int KilledCode = 128 + 9; // SIGKILL: where not from here, the system was out of memory.
        if (!_isKilled && (_process.ExitCode == KilledCode || ComplaintText.IsOfMachine(_complaint)))
            throw new SluiceException("git failed: " + (_process.ExitCode == KilledCode ? "it was killed from outside" : _complaint), null, "free memory or disk space; the same command resumes the run") { ExitCode = 1 };
        return _process.ExitCode == 0 && !_isStalled ? null : _complaint.Length > 0 ? _complaint : FormattableString.Invariant($"git ended with code {_process.ExitCode}");
    }

    /// <summary>Ends it by force.</summary>
    public void Kill()
    {
        _isKilled = true;
        try
        {
            _process.Kill(entireProcessTree: HasChildren);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch.Dispose();
        if (!_process.HasExited) Kill();
        _errors.Join();
        _process.Dispose();
    }

    bool Fill()
    {
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            _end -= _at;
            _at = 0;
        }
        int read = ReadOutput(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }

    int ReadOutput(Span<byte> bytes)
    {
        _isWaiting = true;
        int read = _output.Read(bytes);
        _isWaiting = false;
        _reads++;
        return read;
    }

    // Counts looks instead of asking a clock: so many looks in a row in which the same read still waits.
    void Look()
    {
        long reads = Interlocked.Read(ref _reads);
        _looksWithout = _isWaiting && reads == _readsSeen ? _looksWithout + 1 : 0;
        _readsSeen = reads;
        if (_looksWithout < LooksPerStall) return;
        _isStalled = true;
        Kill();
    }

    // Read to its end, so that the process never blocks on it; only the first lines are kept, without the paths of this machine.
    void ReadErrors()
    {
        Span<byte> bytes = stackalloc byte[4096];
        StringBuilder said = new();
        try
        {
            Stream errors = _process.StandardError.BaseStream;
            for (int read; (read = errors.Read(bytes)) > 0;)
                if (said.Length < ErrorCharsMax) said.Append(Encoding.UTF8.GetString(bytes[..read]));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It was ended.
        }
        string text = said.ToString();
        _complaint = ComplaintText.Of(text, _process.StartInfo.WorkingDirectory);
    }
}
