/** The signer: a process of its own that alone holds the SSH certificate authority key. */
@NullMarked
package org.sluice.signer;

import org.jspecify.annotations.NullMarked;
