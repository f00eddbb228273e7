/// The room Deploy: a run's model as a bundle with its parity certificate, a server that answers from it, and a history to try it with.
///
/// [trailbench.ui.deploy.DeployViewModel] shows the selected run and exports it; [trailbench.ui.deploy.ServerViewModel] starts and stops the server,
/// which goes on while other rooms are looked at; [trailbench.ui.deploy.TryViewModel] asks that server over HTTP, as anybody else would.
@NullMarked
package trailbench.ui.deploy;

import org.jspecify.annotations.NullMarked;
