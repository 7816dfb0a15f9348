package dev.irpscope.app.view;

import java.util.List;
import javafx.css.Styleable;

/** Style classes that come and go. A list that stays as it is costs nothing. */
final class StyleClasses {
  private StyleClasses() {}

  /** Gives or takes a class, and touches nothing when that is so already. */
  static void set(Styleable node, String name, boolean on) {
    List<String> classes = node.getStyleClass();
    if (on != classes.contains(name)) {
      if (on) {
        classes.add(name);
      } else {
        classes.remove(name);
      }
    }
  }

  /** Leaves only {@code wanted} of the classes that begin with {@code prefix}. */
  static void only(Styleable node, String prefix, String wanted) {
    List<String> classes = node.getStyleClass();
    if (classes.stream().anyMatch(c -> c.startsWith(prefix) && !c.equals(wanted))) {
      classes.removeIf(c -> c.startsWith(prefix) && !c.equals(wanted));
    }
    if (!wanted.isEmpty()) {
      set(node, wanted, true);
    }
  }
}
