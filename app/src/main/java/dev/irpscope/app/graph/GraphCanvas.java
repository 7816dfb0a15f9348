package dev.irpscope.app.graph;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.drawing.Camera;
import dev.irpscope.app.viewmodel.drawing.FlowDrawing;
import dev.irpscope.app.viewmodel.drawing.FlowEdge;
import dev.irpscope.app.viewmodel.drawing.FlowNode;
import dev.irpscope.app.viewmodel.drawing.GraphModel;
import dev.irpscope.app.viewmodel.drawing.GraphPicture;
import dev.irpscope.layout.Box;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.util.Duration;

/** The graph in view: where the camera is and what the mouse does. */
final class GraphCanvas extends DrawingPane implements PointerDrag.Target {
  private static final double MARGIN = 18;
  private static final double STEP = 1.25;
  private static final double READABLE = 0.72;
  private static final double LEAST_READABLE = 0.55;

  private final GraphModel model;
  private final FlowPainter painter = new FlowPainter(this);
  private final Map<FlowDrawing, Camera> cameras = new WeakHashMap<>();
  private Optional<GraphPicture.Drawn> picture = Optional.empty();
  private Camera camera = new Camera(1, 0, 0);
  private boolean placed;
  private boolean movedByHand;
  private double lastWidth;
  private double lastHeight;
  private Optional<Overview> heldMap = Optional.empty();
  private Optional<Animation> pan = Optional.empty();

  @SuppressWarnings("this-escape") // handlers run later
  GraphCanvas(GraphModel model) {
    this.model = model;
    setId("graph-canvas");
    addEventHandler(ScrollEvent.SCROLL, this::onScroll);
    addEventHandler(ZoomEvent.ZOOM, e -> zoom(e.getZoomFactor(), e.getX(), e.getY()));
    PointerDrag.install(this, this);
  }

  @Override
  void letteringChanged(FontLettering now) {
    model.setLettering(now);
  }

  Camera camera() {
    return camera;
  }

  /** Shows a picture; the same drawing stays where it is unless its block is out of view. */
  void show(Optional<GraphPicture.Drawn> next) {
    Optional<FlowDrawing> before = picture.map(GraphPicture.Drawn::drawing);
    Optional<FlowDrawing> after = next.map(GraphPicture.Drawn::drawing);
    boolean same = before.isPresent() && after.isPresent() && isSame(before.get(), after.get());
    if (!same) {
      stopPan();
      before.filter(_ -> placed && movedByHand).ifPresent(d -> cameras.put(d, camera));
      Optional<Camera> kept = after.map(cameras::get);
      placed = kept.isPresent();
      movedByHand = kept.isPresent();
      kept.ifPresent(c -> camera = c);
    }
    picture = next;
    if (placed && getWidth() > 0) {
      next.flatMap(n -> n.cursor().or(n::current)).ifPresent(this::reveal);
    }
    redraw();
  }

  @SuppressWarnings("ReferenceEquality") // a drawing is kept, not made again
  private static boolean isSame(FlowDrawing one, FlowDrawing other) {
    return one == other;
  }

  private void reveal(FlowNode node) {
    Box box = picture.orElseThrow().drawing().placed().box(node).grown(6);
    Camera target = camera.revealing(box, getWidth(), getHeight(), MARGIN);
    if (!target.equals(camera)) {
      moveTo(target);
    }
  }

  private void moveTo(Camera target) {
    stopPan();
    if (isMotionReduced() || getScene() == null) {
      camera = target;
      redraw();
      return;
    }
    Camera start = camera;
    Transition transition =
        new Transition() {
          {
            setCycleDuration(Duration.millis(180));
            setInterpolator(Interpolator.EASE_BOTH);
          }

          @Override
          protected void interpolate(double part) {
            camera = start.towards(target, part);
            redraw();
          }
        };
    pan = Optional.of(transition);
    transition.play();
  }

  private void stopPan() {
    pan.ifPresent(Animation::stop);
    pan = Optional.empty();
  }

  @Override
  void draw(GraphicsContext g, double width, double height) {
    if (picture.isEmpty()) {
      return;
    }
    GraphPicture.Drawn shown = picture.get();
    boolean resized = width != lastWidth || height != lastHeight;
    if (!placed || (resized && !movedByHand)) {
      stopPan();
      camera = initial(shown, width, height);
      placed = true;
    }
    lastWidth = width;
    lastHeight = height;
    painter.paint(g, shown, camera, width, height);
    map(shown, width, height)
        .ifPresent(map -> map.draw(g, this, painter, shown, camera, width, height));
  }

  /** The whole path if it can be read so, else the current block at a readable size. */
  private static Camera initial(GraphPicture.Drawn shown, double width, double height) {
    Camera fitting =
        Camera.fitting(shown.drawing().pathBounds().grown(6), width, height, MARGIN, 1);
    if (fitting.scale() >= LEAST_READABLE) {
      return fitting;
    }
    Box path = shown.drawing().pathBounds();
    Box block = shown.current().map(c -> shown.drawing().placed().box(c)).orElse(path);
    Box withGhost =
        shown.drawing().placed().nodes().entrySet().stream()
            .filter(e -> e.getKey().kind() == FlowNode.Kind.GHOST)
            .map(Map.Entry::getValue)
            .reduce(block, Box::union);
    double scale = Math.clamp((width - 2 * MARGIN) / withGhost.width(), LEAST_READABLE, READABLE);
    Camera readable = new Camera(scale, 0, 0);
    double room = (width - 2 * MARGIN) / scale + 1;
    double high = (height - 2 * MARGIN) / scale;
    // Below the end of the path there is nothing to see: more of what leads to it instead.
    double y =
        path.height() <= high
            ? path.centreY()
            : Math.clamp(block.centreY(), path.y() + high / 2, path.bottom() - high / 2);
    Box near =
        shown.drawing().placed().nodes().entrySet().stream()
            .filter(e -> e.getKey().onPath())
            .map(Map.Entry::getValue)
            .filter(box -> Math.abs(box.centreY() - y) < high / 2)
            .reduce(block, Box::union);
    Box wanted =
        Stream.of(path, near.union(withGhost), near, withGhost)
            .filter(box -> box.width() <= room)
            .findFirst()
            .orElse(block);
    return readable.centredOn(wanted.centreX(), y, width, height);
  }

  void zoomBy(double steps) {
    zoom(Math.pow(STEP, steps), getWidth() / 2, getHeight() / 2);
  }

  void actualSize() {
    zoom(1 / camera.scale(), getWidth() / 2, getHeight() / 2);
  }

  private void zoom(double factor, double x, double y) {
    stopPan();
    movedByHand = true;
    camera = camera.zoomed(factor, x, y);
    redraw();
  }

  void fit(boolean all) {
    picture.ifPresent(p -> {
      Box box = all ? p.drawing().bounds() : p.drawing().pathBounds().grown(6);
      movedByHand = true;
      moveTo(Camera.fitting(box, getWidth(), getHeight(), MARGIN, 1));
    });
  }

  private void onScroll(ScrollEvent e) {
    if (picture.isEmpty() || (e.getDeltaY() == 0 && e.getDeltaX() == 0)) {
      return;
    }
    if (e.isShiftDown()) {
      movedByHand = true;
      stopPan();
      camera = camera.moved(e.getDeltaX() + e.getDeltaY(), 0);
      redraw();
    } else {
      zoom(Math.pow(STEP, e.getDeltaY() / 40), e.getX(), e.getY());
    }
    e.consume();
  }

  @Override
  public boolean grab(double x, double y) {
    heldMap = mapAt(x, y);
    return heldMap.isPresent();
  }

  @Override
  public void moveGrabbed(double x, double y) {
    moveLens(x, y);
  }

  @Override
  public void pan(double dx, double dy) {
    stopPan();
    movedByHand = true;
    camera = camera.moved(dx, dy);
    redraw();
  }

  @Override
  public void click(double viewX, double viewY) {
    double x = camera.toDrawingX(viewX);
    double y = camera.toDrawingY(viewY);
    picture.flatMap(p -> p.drawing().nodeAt(x, y)).ifPresent(model::select);
  }

  @Override
  public void released() {
    heldMap = Optional.empty();
    redraw();
  }

  /** The map; while the lens is dragged it stays where it was when the button went down. */
  private Optional<Overview> map(GraphPicture.Drawn shown, double width, double height) {
    return heldMap.or(() -> Overview.of(shown.drawing(), camera, width, height));
  }

  private Optional<Overview> mapAt(double x, double y) {
    return picture
        .flatMap(p -> map(p, getWidth(), getHeight()))
        .filter(map -> map.frame().contains(x, y));
  }

  private void moveLens(double x, double y) {
    picture.ifPresent(p -> {
      Box bounds = p.drawing().bounds();
      map(p, getWidth(), getHeight())
          .ifPresent(map -> {
            stopPan();
            movedByHand = true;
            camera =
                camera.centredOn(
                    map.drawingX(bounds, x), map.drawingY(bounds, y), getWidth(), getHeight());
            redraw();
          });
    });
  }

  @Override
  public String told(double viewX, double viewY) {
    if (picture.isEmpty() || mapAt(viewX, viewY).isPresent()) {
      return "";
    }
    double x = camera.toDrawingX(viewX);
    double y = camera.toDrawingY(viewY);
    FlowDrawing drawing = picture.get().drawing();
    Optional<FlowNode> node = drawing.nodeAt(x, y);
    if (node.isPresent()) {
      String notes =
          node.get().notes().stream().map(FlowNode.Note::text).collect(Collectors.joining("\n"));
      return (node.get().full() + "\n" + notes).strip();
    }
    return drawing.edgeAt(x, y, 5 / camera.scale()).map(FlowEdge::full).orElse("");
  }

  /** The overview map that is shown now; empty while all of the drawing is in view. */
  Optional<Overview> overview() {
    return picture.flatMap(p -> map(p, getWidth(), getHeight()));
  }

  /** What a screen reader says. */
  String described() {
    return picture
        .map(p -> {
          String block =
              p.current().map(c -> Messages.get("graph.accessible.current", c.full())).orElse("");
          String name = p.drawing().flow().source().key().name();
          return Messages.get("graph.accessible", name, block);
        })
        .orElse("");
  }
}
