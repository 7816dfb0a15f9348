package dev.irpscope.app.viewmodel;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The notices that are shown now, the latest last. */
public final class Notices {
  private final ObservableList<Notice> shown = FXCollections.observableArrayList();

  /** Held, because a view of a list is told of changes only as long as somebody holds it. */
  private final ObservableList<Notice> readOnly = FXCollections.unmodifiableObservableList(shown);

  /** For views; changed here only. */
  public ObservableList<Notice> shown() {
    return readOnly;
  }

  /** Shows a notice in place of an earlier one of its kind. */
  public void post(Notice notice) {
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).id().equals(notice.id())) {
        if (!shown.get(i).equals(notice)) {
          shown.set(i, notice);
        }
        return;
      }
    }
    shown.add(notice);
  }

  /** Takes a notice away because the user has read it. */
  public void dismiss(Notice notice) {
    shown.remove(notice);
  }

  /** Takes away what is no longer true. */
  public void withdraw(Class<? extends Notice> kind) {
    shown.removeIf(kind::isInstance);
  }

  void clear() {
    shown.clear();
  }
}
