/// Small controls that every room uses. Made from FXML or code; they hold no words of their own and know no room.
@NullMarked
package trailbench.ui.control;

import org.jspecify.annotations.NullMarked;
