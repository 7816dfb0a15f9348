package dev.irpscope.analysis.coverage;

import java.util.Set;

/**
 * A function definition that the splitter found.
 *
 * @param name as far as raw text tells
 * @param headLine line of the first word of its head
 * @param bodyLine line of its opening brace
 * @param endLine line of its closing brace
 * @param words every word of head and body
 */
record FoundFunction(String name, int headLine, int bodyLine, int endLine, Set<String> words) {
  FoundFunction {
    words = Set.copyOf(words);
  }
}
