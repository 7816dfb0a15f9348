package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A sentence with {@code {names}} that are filled in when it is reported. */
public record Template(String text) {
  /** The names between braces, in order, each once. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    fill(name -> {
      if (!names.contains(name)) {
        names.add(name);
      }
      return "";
    });
    return List.copyOf(names);
  }

  /** The sentence with each name replaced by what {@code value} gives for it. */
  public String fill(UnaryOperator<String> value) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      out.append(text, at, open).append(value.apply(text.substring(open + 1, close)));
      at = close + 1;
    }
    return out.append(text, at, text.length()).toString();
  }
}
