package researchpaas.web;

import researchpaas.document.Category;
import researchpaas.document.Counts;

/// How much there is to search.
record Holdings(long papers, long posters, long datasets) {
    static Holdings of(Counts counts) {
        return new Holdings(
                counts.byCategory().getOrDefault(Category.PAPER, 0L),
                counts.byCategory().getOrDefault(Category.POSTER, 0L),
                counts.byCategory().getOrDefault(Category.DATASET, 0L));
    }

    public boolean none() {
        return papers + posters + datasets == 0;
    }
}
