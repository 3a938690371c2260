/// What waits for a ``BackgroundQueue``'s thread, within a bound.
struct QueueState<Item> {
    private let capacity: Int
    private(set) var items: [Item] = []
    /// The cost of what waits and of what is being worked on.
    private(set) var cost = 0
    private var waitingCost = 0
    private var droppedSinceTaken = 0
    /// Lost ones that nobody was told of; told with the next items, for what cannot be written now need not be tried.
    private var lostBefore = 0
    private(set) var droppedCount: UInt64 = 0
    /// Whether the thread sleeps until it is woken.
    private(set) var isIdle = false
    private(set) var isClosed = false

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adds an item, or counts it as dropped when there is no room.
    ///
    /// - Returns: whether the thread has to be woken.
    mutating func add(_ item: Item, cost: Int) -> (isAccepted: Bool, wakes: Bool) {
        add(CollectionOfOne(item), cost: cost)
    }

    /// Adds items that stay or go together, and count as one when they are dropped.
    ///
    /// - Returns: whether the thread has to be woken.
    mutating func add(_ group: some Collection<Item>, cost groupCost: Int) -> (isAccepted: Bool, wakes: Bool) {
        guard !isClosed, groupCost <= capacity - cost else {
            droppedSinceTaken += 1
            droppedCount &+= 1
            return (false, false)
        }
        items.append(contentsOf: group)
        cost += groupCost
        waitingCost += groupCost
        defer { isIdle = false }
        return (true, isIdle)
    }

    /// Hands everything out; with nothing there the thread is idle from now on.
    mutating func take() -> (items: [Item], dropped: Int, cost: Int) {
        let told = droppedSinceTaken + (items.isEmpty ? 0 : lostBefore)
        if !items.isEmpty { lostBefore = 0 }
        let taken = (items, told, waitingCost)
        isIdle = items.isEmpty && told == 0
        items = []
        droppedSinceTaken = 0
        waitingCost = 0
        return taken
    }

    /// Makes room again for what was worked on.
    mutating func finished(cost done: Int) {
        cost -= done
    }

    /// Counts what was handed out and lost after all.
    mutating func lost(_ count: Int) {
        droppedCount &+= UInt64(max(0, count))
        lostBefore += max(0, count)
    }

    mutating func close() {
        isClosed = true
    }
}
