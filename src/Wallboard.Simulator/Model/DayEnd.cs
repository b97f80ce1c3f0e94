using Wallboard.Simulator.Log;

namespace Wallboard.Simulator.Model;

/// <summary>
/// Puts days away. A day's records move to the archive, and its entries and calls are forgotten, as soon as midnight has passed and the
/// last call that began before it is over.
/// </summary>
internal sealed class DayEnd(TenantModel model, int keepDays)
{
    private sealed record Mark(long Midnight, int Entries, int Calls, int Visits, int Legs);

    private long day = model.Zone.Midnight(model.Agenda.Now);
    private Mark? mark;
    private int stillOpen;

    /// <summary>Call before anything is written.</summary>
    public void Look(long now)
    {
        var midnight = model.Zone.Midnight(now);
        if (midnight == day) return;
        day = midnight;
        mark = new Mark(midnight, model.Log.Entries.Count, model.Log.Calls.Count, model.Views.Visits.Count, model.Views.Legs.Count);
        stillOpen = model.Views.Live.Count;
        PutAway();
    }

    /// <summary>Call after a call's end is written.</summary>
    public void Ended(Call call)
    {
        if (call.Index >= mark?.Calls) return;
        stillOpen--;
        PutAway();
    }

    private void PutAway()
    {
        if (mark is null || stillOpen > 0) return;
        var (log, views, archive) = (model.Log, model.Views, model.Archive);
        model.Truth.Forget(mark.Midnight);
        model.Days.Close(mark.Midnight);
        for (var i = log.Calls.First; i < mark.Calls; i++) archive.Add(log.Calls[i]);
        for (var i = views.Visits.First; i < mark.Visits; i++) archive.Add(views.Visits[i]);
        for (var i = views.Legs.First; i < mark.Legs; i++) archive.Add(views.Legs[i]);
        log.Entries.ForgetTo(mark.Entries);
        log.Calls.ForgetTo(mark.Calls);
        views.Visits.ForgetTo(mark.Visits);
        views.Legs.ForgetTo(mark.Legs);
        archive.LetGo(mark.Midnight - keepDays * TimeSpan.TicksPerDay);
        mark = null;
    }
}
