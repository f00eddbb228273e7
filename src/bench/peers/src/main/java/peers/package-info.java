/// The training steps of `src/bench` on libtorch, as kindly as it allows: no module is fed a padded position that it can do without, and of
/// several ways to arrange a batch the fastest is taken ([peers.Arrangement]).
package peers;
