package dev.irpscope.analysis.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function as {@code irpscope coverage --format json} lists it.
 *
 * @param status analysed, partial, skipped or inactive
 */
record ListedFunction(String file, String function, int line, String status, String reason) {
  /** Reads the list {@code detail} of the document; everything else in it is passed over. */
  static List<ListedFunction> read(String json) {
    List<ListedFunction> listed = new ArrayList<>();
    int at = json.indexOf("\"detail\"");
    at = at < 0 ? json.length() : json.indexOf('[', at);
    while (at >= 0 && at < json.length()) {
      int open = json.indexOf('{', at);
      int end = json.indexOf(']', at);
      if (open < 0 || (end >= 0 && end < open)) {
        break;
      }
      Map<String, String> fields = new LinkedHashMap<>();
      at = object(json, open + 1, fields);
      listed.add(
          new ListedFunction(
              fields.getOrDefault("file", ""),
              fields.getOrDefault("function", ""),
              Integer.parseInt(fields.getOrDefault("line", "0")),
              fields.getOrDefault("status", ""),
              fields.getOrDefault("reason", "")));
    }
    return listed;
  }

  /** Reads the fields of a flat object up to its closing brace; returns the place after that. */
  private static int object(String json, int start, Map<String, String> fields) {
    int at = start;
    String key = "";
    boolean value = false;
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '}') {
        return at + 1;
      }
      if (c == '"') {
        StringBuilder text = new StringBuilder();
        at = string(json, at + 1, text);
        if (value) {
          fields.put(key, text.toString());
        } else {
          key = text.toString();
        }
      } else if (Character.isDigit(c)) {
        int from = at;
        while (Character.isDigit(json.charAt(at))) {
          at++;
        }
        fields.put(key, json.substring(from, at));
      } else {
        value = c == ':' || (value && c != ',');
        at++;
      }
    }
    return at;
  }

  private static int string(String json, int start, StringBuilder text) {
    int at = start;
    while (at < json.length() && json.charAt(at) != '"') {
      if (json.charAt(at) != '\\') {
        text.append(json.charAt(at));
        at++;
        continue;
      }
      char escaped = json.charAt(at + 1);
      switch (escaped) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'u' -> {
          text.append((char) Integer.parseInt(json.substring(at + 2, at + 6), 16));
          at += 4;
        }
        default -> text.append(escaped);
      }
      at += 2;
    }
    return at + 1;
  }
}
