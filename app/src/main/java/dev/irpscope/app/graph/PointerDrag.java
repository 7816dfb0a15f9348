package dev.irpscope.app.graph;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** What the pointer does on a drawing: pan it, click what it is at, or hover. */
final class PointerDrag {
  /** A click may tremble so far. */
  private static final double CLICK_REACH = 4;

  /** What a drawing does about it. */
  interface Target {
    /** Whether something at this place takes the pointer until it is let go. */
    default boolean grab(double x, double y) {
      return false;
    }

    /** The pointer goes here with what was grabbed. */
    default void moveGrabbed(double x, double y) {}

    /** The button is let go, whatever went before. */
    default void released() {}

    void pan(double dx, double dy);

    void click(double x, double y);

    /** What is told about this place; empty for nothing. */
    String told(double x, double y);
  }

  private final DrawingPane pane;
  private final Target target;
  private double pressX;
  private double pressY;
  private double lastX;
  private double lastY;
  private boolean dragging;
  private boolean grabbed;

  private PointerDrag(DrawingPane pane, Target target) {
    this.pane = pane;
    this.target = target;
  }

  static void install(DrawingPane pane, Target target) {
    PointerDrag drag = new PointerDrag(pane, target);
    pane.addEventHandler(MouseEvent.MOUSE_PRESSED, drag::onPressed);
    pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, drag::onDragged);
    pane.addEventHandler(MouseEvent.MOUSE_RELEASED, drag::onReleased);
    pane.addEventHandler(MouseEvent.MOUSE_MOVED, e -> pane.hover(target.told(e.getX(), e.getY())));
    pane.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> pane.hover(""));
  }

  private void onPressed(MouseEvent e) {
    pane.hover("");
    pressX = e.getX();
    pressY = e.getY();
    lastX = pressX;
    lastY = pressY;
    dragging = false;
    grabbed = target.grab(pressX, pressY);
    if (grabbed) {
      target.moveGrabbed(pressX, pressY);
    }
  }

  private void onDragged(MouseEvent e) {
    if (grabbed) {
      target.moveGrabbed(e.getX(), e.getY());
      return;
    }
    dragging = dragging || Math.hypot(e.getX() - pressX, e.getY() - pressY) > CLICK_REACH;
    if (dragging) {
      target.pan(e.getX() - lastX, e.getY() - lastY);
      lastX = e.getX();
      lastY = e.getY();
    }
  }

  private void onReleased(MouseEvent e) {
    if (e.getButton() == MouseButton.PRIMARY && !dragging && !grabbed) {
      target.click(e.getX(), e.getY());
    }
    grabbed = false;
    target.released();
  }
}
