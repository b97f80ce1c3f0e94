namespace Wallboard.Web.Features.Screens;

/// <summary>Wrong codes of the last minute: who has typed too many must wait, and so must everybody when all together have.</summary>
internal sealed class Guesses(TimeProvider clock)
{
    public const int MostOfOne = 10;
    public const int MostOfAll = 100;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Queue<(DateTimeOffset At, Guid Person)> wrong = new();

    public bool MayGuess(Guid person)
    {
        lock (gate)
        {
            while (wrong.TryPeek(out var oldest) && oldest.At <= clock.GetUtcNow() - Window) wrong.Dequeue();
            return wrong.Count < MostOfAll && wrong.Count(w => w.Person == person) < MostOfOne;
        }
    }

    public void Wrong(Guid person)
    {
        lock (gate) wrong.Enqueue((clock.GetUtcNow(), person));
    }
}
