/** The way to the head: certificates, connections, the script that carries a command, files. */
@NullMarked
package org.sluice.remote.ssh;

import org.jspecify.annotations.NullMarked;
