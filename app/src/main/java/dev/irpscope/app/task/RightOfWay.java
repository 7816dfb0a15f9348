package dev.irpscope.app.task;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.AnimationTimer;

/**
 * Lets the window draw something first where an analysis keeps all processors busy. Those who work
 * wait until it is drawn, but never longer than a while.
 */
final class RightOfWay {
  /** The second pulse begins when what was laid out in the first one is being drawn. */
  private static final int PULSES = 2;

  private static final CountDownLatch FREE = new CountDownLatch(0);

  private final Duration longest;
  private final AtomicReference<CountDownLatch> drawing = new AtomicReference<>(FREE);

  RightOfWay(Duration longest) {
    this.longest = longest;
  }

  /** Called on the JavaFX thread by whom it is given to, before what is to be drawn is changed. */
  void take() {
    CountDownLatch taken = new CountDownLatch(PULSES);
    drawing.set(taken);
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        taken.countDown();
        if (taken.getCount() == 0) {
          stop();
        }
      }
    }.start();
  }

  void giveBack() {
    drawing.set(FREE);
  }

  /** Called by whom it is taken from, now and then. */
  void respect() {
    CountDownLatch taken = drawing.get();
    if (taken.getCount() > 0) {
      try {
        boolean drawn = taken.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (!drawn) {
          drawing.compareAndSet(taken, FREE);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
