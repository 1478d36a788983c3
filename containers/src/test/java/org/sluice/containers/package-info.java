/** The pod image as a cluster of containers, with the portal in front of it. */
@NullMarked
package org.sluice.containers;

import org.jspecify.annotations.NullMarked;
