package trailbench.experiment;

import java.util.List;
import trailbench.embedding.Neighbours;
import trailbench.embedding.VectorFile;
import trailbench.work.Fault;

/// The nearest items of an item.
final class ItemNeighbours {
    private ItemNeighbours() {}

    static List<Workbench.Neighbour> of(VectorFile.Vectors vectors, String itemId, int k) {
        int index = vectors.ids().indexOf(itemId);
        Fault.require(index >= 0, "The run knows no item \"%s\".", itemId);
        return Neighbours.nearest(vectors.rows(), index, k).stream()
                .map(found -> new Workbench.Neighbour(vectors.ids().get(found.index()), vectors.titles().get(found.index()), found.cosine()))
                .toList();
    }
}
