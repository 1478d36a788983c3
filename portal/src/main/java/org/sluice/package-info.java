/** Sluice: one package below this one is one room. */
@NullMarked
package org.sluice;

import org.jspecify.annotations.NullMarked;
