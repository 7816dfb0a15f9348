package dev.irpscope.app.window;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Something the user can do, wherever it is offered: menu, tool bar, key.
 *
 * @param id stable; its texts are {@code command.ID} in the resource bundle
 * @param keys the keys that do it, the one shown in menus first
 * @param action does it; false if there was nothing to do
 * @param enabled whether it makes sense now
 */
record Command(String id, List<Key> keys, BooleanSupplier action, ObservableBooleanValue enabled) {
  Command {
    keys = List.copyOf(keys);
  }

  Command withKeys(List<Key> other) {
    return new Command(id, other, action, enabled);
  }

  /** Does it if it makes sense now. */
  boolean run() {
    return enabled.get() && action.getAsBoolean();
  }
}
