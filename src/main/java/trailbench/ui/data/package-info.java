/// The Data room: a log file is looked at, its columns get roles, it is cleaned and prepared, and every row is accounted for.
///
/// The room to copy. [trailbench.ui.data.DataViewModel] decides what happens, [trailbench.ui.data.RecipeFields] are the values of the
/// recipe that controls are bound to, [trailbench.ui.data.TallyModel] turns a prepared log into figures and bars; the view only binds.
@NullMarked
package trailbench.ui.data;

import org.jspecify.annotations.NullMarked;
