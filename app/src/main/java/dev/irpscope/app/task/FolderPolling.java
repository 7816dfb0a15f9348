package dev.irpscope.app.task;

import dev.irpscope.app.viewmodel.FolderWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * Looks at the open folder from time to time. Notifications of the system would be quicker, but
 * differ between platforms, are lost on network drives and cost one handle for each folder.
 */
public final class FolderPolling implements FolderWatcher {
  private final Duration pause;

  /**
   * @param pause time between two looks, lengthened for a folder that takes long to look at
   */
  public FolderPolling(Duration pause) {
    this.pause = pause;
  }

  @Override
  public Watching watch(Path folder, Changes listener) {
    AtomicBoolean stopped = new AtomicBoolean();
    Thread thread = new Thread(() -> look(folder, listener, stopped), "folder-watch");
    thread.setDaemon(true);
    thread.start();
    return () -> {
      stopped.set(true);
      thread.interrupt();
    };
  }

  private void look(Path folder, Changes listener, AtomicBoolean stopped) {
    Optional<FolderState> first = state(folder);
    SortedSet<String> told = new TreeSet<>();
    try {
      while (!stopped.get()) {
        long from = System.nanoTime();
        Optional<FolderState> now = state(folder);
        long took = System.nanoTime() - from;
        if (first.isEmpty() || (now.isEmpty() && !Files.isDirectory(folder))) {
          tell(stopped, listener::gone);
          return;
        }
        SortedSet<String> changed = now.map(first.get()::changedIn).orElse(told);
        if (!changed.equals(told)) {
          told = changed;
          tell(stopped, () -> listener.changed(changed));
        }
        Duration tired = Duration.ofNanos(took * 20);
        Thread.sleep(tired.compareTo(pause) > 0 ? tired : pause);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(AtomicBoolean stopped, Runnable news) {
    Platform.runLater(() -> {
      if (!stopped.get()) {
        news.run();
      }
    });
  }

  private static Optional<FolderState> state(Path folder) {
    try {
      return Optional.of(FolderState.of(folder));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
