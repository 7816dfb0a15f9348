package dev.irpscope.analysis.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arithmetic on paths relative to the opened folder; the empty path is the folder itself. */
final class Paths {
  private Paths() {}

  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The name without its last extension. */
  static String stem(String path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  static String join(String base, String path) {
    return base.isEmpty() ? path : base + "/" + path;
  }

  /** {@code path} seen from {@code base}; empty if it leads out of the opened folder. */
  static Optional<String> resolve(String base, String path) {
    List<String> parts = new ArrayList<>();
    for (String part : join(base, path.replace('\\', '/')).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /** Without the leading {@code ./} and {@code ../}. */
  static String withoutDots(String path) {
    String rest = path;
    while (rest.startsWith("../") || rest.startsWith("./")) {
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return rest;
  }

  /** How many parts the ends of both paths have in common. */
  static int sharedEnd(String a, String b) {
    String[] left = a.split("/", -1);
    String[] right = b.split("/", -1);
    int shared = 0;
    while (shared < left.length
        && shared < right.length
        && left[left.length - 1 - shared].equals(right[right.length - 1 - shared])) {
      shared++;
    }
    return shared;
  }

  /** Steps up and down from one folder to another. */
  static int distance(String from, String to) {
    String[] a = from.isEmpty() ? new String[0] : from.split("/", -1);
    String[] b = to.isEmpty() ? new String[0] : to.split("/", -1);
    int shared = 0;
    while (shared < a.length && shared < b.length && a[shared].equals(b[shared])) {
      shared++;
    }
    return a.length + b.length - 2 * shared;
  }

  /** Whether {@code path} is {@code folder} or lies in it. */
  static boolean isWithin(String path, String folder) {
    return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
  }
}
