package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Screen;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Why there is nothing to show, in a sentence, and the ways on. */
final class MessageView extends VBox {
  private final Label title = new Label();
  private final Label text = new Label();
  private final Button copy = new Button(Messages.get("problem.copy"));
  private String details = "";

  MessageView(Runnable choose, Runnable again, Runnable start) {
    setId("message-view");
    getStyleClass().add("message-view");
    title.getStyleClass().add("message-title");
    title.setId("message-title");
    title.setWrapText(true);
    text.getStyleClass().add("message-text");
    text.setId("message-text");
    text.setWrapText(true);
    Button other = new Button(Messages.get("problem.other"));
    other.getStyleClass().add("accent");
    other.setOnAction(_ -> choose.run());
    Button retry = new Button(Messages.get("problem.again"));
    retry.setOnAction(_ -> again.run());
    Button back = new Button(Messages.get("problem.start"));
    back.setOnAction(_ -> start.run());
    copy.setOnAction(_ -> copyDetails());
    HBox ways = new HBox(other, retry, back, copy);
    ways.getStyleClass().add("message-ways");
    getChildren().addAll(new FontIcon("mdi2i-information-outline"), title, text, ways);
  }

  void show(Screen.Problem problem) {
    String key = "problem." + problem.reason().name().toLowerCase(Locale.ROOT);
    String folder = problem.folder().toString();
    title.setText(Messages.get(key));
    text.setText(Messages.get(key + ".text", folder, problem.sentence()));
    details = problem.details();
    copy.setVisible(!details.isEmpty());
    copy.setManaged(!details.isEmpty());
  }

  private void copyDetails() {
    ClipboardContent content = new ClipboardContent();
    content.putString(text.getText() + "\n" + details);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
