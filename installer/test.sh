#!/bin/sh
# Installs the Debian package into a clean Debian 12 and uses it there, without a network, as a user without rights: version, a run in the terminal,
# the window on a project through its .trailbench file, a run from the command palette, a picture of it. Prints how long the window took to come up,
# and what was written outside the user's folders (which has to be nothing).
#
#   installer/test.sh [PACKAGE.deb] [PICTURE.png]
#
# Needs root, debootstrap and Debian's archive; the clean Debian stays in TRAILBENCH_TEST_ROOT (default /var/tmp/trailbench-debian) for the next time.
set -eu
cd "$(dirname "$0")/.."
package=${1:-$(ls target/installer/trailbench_*_amd64.deb)}
picture=${2:-target/installer/installed-window.png}
root=${TRAILBENCH_TEST_ROOT:-/var/tmp/trailbench-debian}

[ -d "$root/usr" ] || debootstrap --variant=minbase bookworm "$root"
cp "$package" "$root/tmp/trailbench.deb"
cp installer/test-as-user.sh "$root/tmp/"
chmod 755 "$root/tmp/test-as-user.sh"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"
trap 'umount -l -R "$root/dev" "$root/proc"' EXIT

chroot "$root" sh -eu <<'INSIDE'
export DEBIAN_FRONTEND=noninteractive
command -v xdotool >/dev/null || { apt-get update -qq; apt-get install -y -qq --no-install-recommends xvfb xdotool imagemagick fonts-noto-cjk util-linux iproute2 desktop-file-utils shared-mime-info xdg-utils >/dev/null; }
apt-get remove -y -qq trailbench >/dev/null 2>&1 || true
apt-get install -y -qq --no-install-recommends /tmp/trailbench.deb >/dev/null
id visitor >/dev/null 2>&1 || useradd -m visitor
rm -rf /home/visitor/* /home/visitor/.[a-z]*
INSIDE

echo "Installed: $(du -sm "$root/opt/trailbench" | cut -f1) MB from a package of $(du -m "$package" | cut -f1) MB"
touch "$root/tmp/before"
# A network namespace of its own has a loopback and nothing else.
chroot "$root" unshare --net sh -eu -c 'ip link set lo up; exec su visitor -c "sh -eu /tmp/test-as-user.sh"'
strays=$(find "$root" -xdev -newer "$root/tmp/before" -type f -not -path "$root/home/visitor/*" -not -path "$root/tmp/*" -not -path "$root/proc/*" -not -path "$root/dev/*" | head)
[ -z "$strays" ] || { echo "Written outside the user's folders:"; echo "$strays"; exit 1; }
echo "Written, in the user's folders only:"
(cd "$root/home/visitor" && find . -mindepth 1 -maxdepth 3 -newer "$root/tmp/before" | sort | head -30)
mkdir -p "$(dirname "$picture")"
cp "$root/home/visitor/installed-window.png" "$picture"
echo "Picture: $picture"
