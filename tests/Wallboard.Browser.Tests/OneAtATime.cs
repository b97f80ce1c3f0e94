// Each test runs a portal, a platform and a browser, and asks for answers within seconds: two of them on two cores would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
