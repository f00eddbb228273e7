/// A trained model as one file, and the plain Java API that answers from it. `src/docs/deploy.md` tells what is in the file.
///
/// [trailbench.bundle.BundleModel] opens a bundle and answers; [trailbench.bundle.BundleFile] writes and reads the zip;
/// [trailbench.bundle.ParityCertificate] says that a bundle answers as the evaluation ranked.
///
/// Reading is data only. Every entry has a name from a fixed list, a size and a SHA-256 that are checked before anything is parsed; records
/// are made of declared types alone; the network is built from the graph's records, and the model's own configuration is compared as text.
@NullMarked
package trailbench.bundle;

import org.jspecify.annotations.NullMarked;
