package dev.irpscope.app.cli;

/** What the user gave cannot be worked on; the message is the sentence to tell. */
final class InputException extends Exception {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }
}
