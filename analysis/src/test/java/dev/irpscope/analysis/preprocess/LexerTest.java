package dev.irpscope.analysis.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.source.SourceFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LexerTest {
  @Test
  void tellsThePiecesOfAFileApart() {
    String text =
        """
        #include <ntddk.h> // c
        # define A 1
        /* two
        lines */ return L"s" + 'c' - 0x1Fu;
        """;
    assertEquals(
        "DIRECTIVE:# DIRECTIVE:include HEADER_NAME:<ntddk.h> COMMENT:// c"
            + " DIRECTIVE:# DIRECTIVE:define IDENTIFIER:A NUMBER:1"
            + " COMMENT:/* two\nlines */ KEYWORD:return STRING:L\"s\" PUNCTUATOR:+"
            + " CHARACTER:'c' PUNCTUATOR:- NUMBER:0x1Fu PUNCTUATOR:;",
        Lexer.lex(new SourceFile("a.c", SourceFile.Place.FOLDER, text)).stream()
            .map(lexeme -> lexeme.kind() + ":" + lexeme.span().text())
            .collect(Collectors.joining(" ")));
  }
}
