package dev.irpscope.app.graph;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.drawing.Camera;
import dev.irpscope.app.viewmodel.drawing.FlowDrawing;
import dev.irpscope.app.viewmodel.drawing.FlowEdge;
import dev.irpscope.app.viewmodel.drawing.FlowNode;
import dev.irpscope.app.viewmodel.drawing.GraphModel;
import dev.irpscope.app.viewmodel.drawing.GraphPicture;
import dev.irpscope.layout.Box;
import java.util.Comparator;
import java.util.List;
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
  private static final double READABLE = 0.88;
  private static final double LEAST_READABLE = 0.74;

  /** So small at most that the missing call is in sight beside the block. */
  private static final double LEAST_WITH_GHOST = 0.6;

  /** Where the whole path has room, a large screen shows it larger than it is drawn. */
  private static final double MOST = 1.1;

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

  /** Whether all or the path is to be fitted as soon as there is a drawing. */
  private Optional<Boolean> askedFit = Optional.empty();

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
      movedByHand = kept.isPresent() || askedFit.isPresent();
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
    askedFit.ifPresent(all -> camera = fitting(shown, all));
    askedFit = Optional.empty();
    lastWidth = width;
    lastHeight = height;
    painter.paint(g, shown, camera, width, height);
    map(shown, width, height)
        .ifPresent(map -> map.draw(g, this, painter, shown, camera, width, height));
  }

  /**
   * The current block, the missing call and the whole path if that can be read, else as much of it
   * as there is room for; then what stands nearest to the block.
   */
  private static Camera initial(GraphPicture.Drawn shown, double width, double height) {
    Map<FlowNode, Box> boxes = shown.drawing().placed().nodes();
    Box path = shown.drawing().pathBounds().grown(6);
    Box block = shown.current().map(boxes::get).orElse(path);
    List<Box> ghosts =
        boxes.entrySet().stream()
            .filter(e -> e.getKey().kind() == FlowNode.Kind.GHOST)
            .map(Map.Entry::getValue)
            .toList();
    List<Map.Entry<FlowNode, Box>> nearest =
        boxes.entrySet().stream()
            .sorted(
                Comparator.comparingDouble(e -> Math.abs(e.getValue().centreY() - block.centreY())))
            .toList();
    Stream<Box> nearPath =
        Stream.concat(
                nearest.stream().filter(e -> e.getKey().onPath()).map(Map.Entry::getValue),
                shown.drawing().takenLabels())
            .filter(box -> Math.abs(box.centreY() - block.centreY()) < height / READABLE);
    List<Box> others = nearest.stream().map(Map.Entry::getValue).toList();
    Camera.Room room = new Camera.Room(width, height, MARGIN);
    boolean whole = Camera.fitting(path, width, height, MARGIN, 1).scale() >= LEAST_READABLE;
    return Camera.showing(
        Stream.of(Stream.of(block), ghosts.stream(), Stream.of(path), nearPath)
            .flatMap(boxed -> boxed)
            .toList(),
        others,
        shown.drawing().bounds(),
        room,
        ghosts.isEmpty() ? LEAST_READABLE : LEAST_WITH_GHOST,
        whole ? MOST : READABLE);
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

  /** A drawing that is still being made is fitted when it comes. */
  void fit(boolean all) {
    movedByHand = true;
    if (picture.isPresent() && placed) {
      moveTo(fitting(picture.get(), all));
    } else {
      askedFit = Optional.of(all);
    }
  }

  private Camera fitting(GraphPicture.Drawn shown, boolean all) {
    FlowDrawing drawing = shown.drawing();
    Box box = all ? drawing.bounds() : drawing.pathBounds().grown(6);
    return Camera.fitting(box, getWidth(), getHeight(), MARGIN, 1);
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
