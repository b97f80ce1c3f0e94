// Two at once where a test only has to be right in the end. Where it asks for answers within seconds, two of them on two cores would measure each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Wallboard.Browser.Tests;

/// <summary>Tests that measure time: one at a time, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    public const string Name = "one at a time";
}
