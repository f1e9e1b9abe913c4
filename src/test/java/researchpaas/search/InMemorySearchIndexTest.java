package researchpaas.search;

class InMemorySearchIndexTest implements SearchIndexContract {
    private final InMemorySearchIndex index = new InMemorySearchIndex(new TwoSets());

    @Override
    public SearchIndex index() {
        return index;
    }

    @Override
    public SearchIndex reopened() {
        return index.again();
    }

    @Override
    public SearchIndex afterKill() {
        return index.again();
    }

    @Override
    public SearchIndex unreachable() {
        return new InMemorySearchIndex(new TwoSets()).breakDown(true);
    }
}
