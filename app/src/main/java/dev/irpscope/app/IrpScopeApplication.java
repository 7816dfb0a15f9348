package dev.irpscope.app;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/** Opens the main window. */
public final class IrpScopeApplication extends Application {

  @Override
  public void start(Stage stage) {
    stage.setTitle("IrpScope");
    stage.setScene(new Scene(new BorderPane(), 1200, 800));
    stage.show();
  }
}
