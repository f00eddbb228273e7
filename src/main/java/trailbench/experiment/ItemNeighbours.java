package trailbench.experiment;

import java.util.List;
import trailbench.embedding.Neighbours;
import trailbench.embedding.Neighbours.Measure;
import trailbench.embedding.VectorFile;
import trailbench.work.Fault;

/// The nearest items of an item.
final class ItemNeighbours {
    private ItemNeighbours() {}

    static List<Workbench.Neighbour> of(VectorShelf.Shelved shelved, String itemId, int k, Measure measure) {
        VectorFile.Vectors vectors = shelved.vectors();
        int index = vectors.ids().indexOf(itemId);
        Fault.require(index >= 0, "The run knows no item \"%s\".", itemId);
        List<Neighbours.Found> nearest =
                measure == Measure.COSINE ? shelved.index().nearest(index, k) : Neighbours.nearest(vectors.rows(), index, k, measure);
        return nearest.stream()
                .map(found -> new Workbench.Neighbour(
                        vectors.ids().get(found.index()), vectors.titles().get(found.index()), found.cosine(), found.distance()))
                .toList();
    }
}
