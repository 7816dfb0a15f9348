/**
 * From preprocessed tokens to the abstract syntax, one external declaration at a time: {@link
 * dev.irpscope.analysis.frontend.UnitReader} splits, classifies names, parses with the ANTLR
 * grammar and builds the tree. A declaration that cannot be read costs nothing but itself.
 */
@NullMarked
package dev.irpscope.analysis.frontend;

import org.jspecify.annotations.NullMarked;
