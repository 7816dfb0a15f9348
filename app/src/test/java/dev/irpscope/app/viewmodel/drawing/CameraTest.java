package dev.irpscope.app.viewmodel.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.layout.Box;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class CameraTest {
  @Test
  @Tag("row-E4")
  void zoomingKeepsThePlaceUnderThePointer() {
    Camera before = new Camera(0.8, 30, -12);
    Camera after = before.zoomed(1.7, 140, 95);
    assertEquals(before.toDrawingX(140), after.toDrawingX(140), 1e-9);
    assertEquals(before.toDrawingY(95), after.toDrawingY(95), 1e-9);
    assertEquals(0.8 * 1.7, after.scale(), 1e-9);
  }

  @Test
  void zoomEndsSomewhere() {
    Camera camera = new Camera(1, 0, 0);
    assertEquals(Camera.MOST, camera.zoomed(1000, 0, 0).scale());
    assertEquals(Camera.LEAST, camera.zoomed(0.0001, 0, 0).scale());
  }

  @Test
  @Tag("row-E4")
  void fittingShowsTheWholeBoxAndMagnifiesNothing() {
    Box box = new Box(100, 200, 800, 300);
    Camera camera = Camera.fitting(box, 400, 400, 10, 1);
    Box seen = camera.seen(400, 400);
    assertEquals(seen, seen.union(box));
    assertEquals(1, Camera.fitting(new Box(0, 0, 20, 20), 400, 400, 10, 1).scale());
  }

  @Test
  @Tag("row-E4")
  void whatIsWantedIsSeenAndTheRoomBesideItIsUsed() {
    Box around = new Box(0, 0, 1000, 3000);
    Box block = new Box(600, 2800, 120, 40);
    Box ghost = new Box(300, 2700, 160, 40);
    Box path = new Box(500, 0, 400, 3000);
    Box beside = new Box(740, 2500, 150, 60);
    Camera camera =
        Camera.showing(
            List.of(block, ghost, path, beside),
            List.of(),
            around,
            new Camera.Room(400, 300, 10),
            0.5,
            0.75);
    Box seen = camera.seen(400, 300);
    for (Box box : List.of(block, ghost, beside)) {
      assertTrue(seen.x() <= box.x() && box.right() <= seen.right(), box + " in " + seen);
      assertTrue(seen.y() <= box.y() && box.bottom() <= seen.bottom(), box + " in " + seen);
    }
    assertTrue(camera.scale() >= 0.5);
    assertTrue(seen.bottom() <= around.bottom() + 10 / camera.scale() + 1e-9, "no empty room");
  }

  @Test
  @Tag("row-E4")
  void zoomsOutALittleRatherThanCutWhatStandsBesideThePath() {
    Box path = new Box(150, 0, 270, 200);
    Box beside = new Box(0, 80, 140, 30);
    Box around = path.union(beside);
    Camera.Room room = new Camera.Room(400, 300, 10);
    Camera camera = Camera.showing(List.of(path), List.of(path, beside), around, room, 0.5, 1);
    assertTrue(camera.seen(400, 300).x() <= beside.x(), camera::toString);
    assertEquals(380.0 / 420, camera.scale(), 1e-9);

    Box below = new Box(150, 190, 270, 300);
    Camera.Room low = new Camera.Room(400, 220, 10);
    Camera same =
        Camera.showing(List.of(path), List.of(path, below), path.union(below), low, 0.5, 1);
    assertEquals(1, same.scale(), "a long function goes on below");

    Box far = new Box(-300, 80, 440, 30);
    Camera kept = Camera.showing(List.of(path), List.of(path, far), far.union(path), room, 0.5, 1);
    assertEquals(1, kept.scale(), "too wide: nothing is made smaller in vain");
  }

  @Test
  void aDrawingThatIsSmallerThanTheViewStandsInItsMiddle() {
    Box all = new Box(0, 0, 100, 80);
    Camera camera =
        Camera.showing(
            List.of(new Box(10, 10, 20, 20)),
            List.of(all),
            all,
            new Camera.Room(400, 300, 10),
            0.5,
            1);
    assertEquals(50, camera.seen(400, 300).centreX(), 1e-9);
    assertEquals(40, camera.seen(400, 300).centreY(), 1e-9);
  }

  @Test
  void revealingMovesNothingThatIsInView() {
    Camera camera = new Camera(1, 0, 0);
    assertEquals(camera, camera.revealing(new Box(10, 10, 50, 50), 200, 200, 20));
  }

  @Test
  void revealingBringsABoxInFromAnySide() {
    Camera camera = new Camera(1, 0, 0);
    for (Box box :
        new Box[] {new Box(-500, 20, 50, 50), new Box(900, 20, 50, 50), new Box(20, 900, 50, 50)}) {
      Box seen = camera.revealing(box, 200, 200, 20).seen(200, 200);
      assertTrue(seen.union(box).equals(seen), box.toString());
    }
  }
}
