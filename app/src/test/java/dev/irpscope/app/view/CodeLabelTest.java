package dev.irpscope.app.view;

import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // labels need the toolkit that the extension starts
final class CodeLabelTest {
  private CodeLabel label;

  @Start
  void start(Stage stage) {
    label = new CodeLabel();
    stage.setScene(new Scene(new VBox(label), 500, 300));
    stage.show();
  }

  /** Capitals are wider than what stands before them: the average letter says too little. */
  @Test
  void noLineIsBrokenOnceMoreBecauseItsLettersAreWide(FxRobot robot) {
    robot.interact(
        () -> label.show("it is a little ill, till it will return STATUS_MMMM_WWWWW_MWM"));
    for (int width = 130; width < 400; width += 7) {
      int room = width;
      robot.interact(() -> {
        label.setMaxWidth(room);
        label.setMinWidth(room);
        label.getParent().layout();
        Text shown = (Text) label.lookup(".text");
        double lines = shown.getLayoutBounds().getHeight();
        Text asBroken = new Text(label.getText());
        asBroken.setFont(label.getFont());
        assertTrue(
            lines < asBroken.getLayoutBounds().getHeight() + 1,
            room + ": " + label.getText().replace('\n', '|'));
      });
    }
  }
}
