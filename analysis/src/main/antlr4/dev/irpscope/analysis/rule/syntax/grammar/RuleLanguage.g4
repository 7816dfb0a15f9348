/*
 * The language in which rules about drivers are written.
 *
 * Families are no part of this grammar: `family` and `instance` are expanded on tokens before, so
 * that a parameter may stand anywhere. Words that only mean something in one place (dispatch,
 * routine-end, succeeded) are names here; the reader looks them up and explains what is wrong.
 */
grammar RuleLanguage;

file : definition* EOF ;

definition
    : DDIS ID EQUAL ID (COMMA ID)*                             # ddiSet
    | EVENT ID LEFT (ID (COMMA ID)*)? RIGHT triggers           # eventDefinition
    | PART ID OPEN item* CLOSE                                 # partDefinition
    | RULE ID OPEN item* CLOSE                                 # ruleDefinition
    ;

item
    : key=(MODEL | SEVERITY) word                              # choice
    | key=(GROUP | SOURCE | SUMMARY | CLAUSE | CONSEQUENCE | DRAFT) text  # prose
    | key=(ENTRY | EXCEPT) word codes? (AS ID)?                # entryFilter
    | REQUIRES guard                                           # requirement
    | TRACK ID COLON ID (FROM ID (COMMA ID)*)?                 # track
    | SHARED? type=(FLAG | COUNTER | SET | VALUE | TEXT) ID (COMMA ID)*  # variables
    | STATE ID stateMark* text?                                # state
    | MESSAGE ID text                                          # message
    | USE ID                                                   # use
    | ALWAYS (ARROW HALT PATH)? triggers effects? label?       # always
    | sources ARROW target triggers effects? missing? label?   # transition
    ;

word : ID | HYPHENATED | ANY | DEFECT | PRACTICE | HINT ;

codes : LEFT ID (COMMA ID)* RIGHT ;

stateMark : INITIAL (FOR word (COMMA word)*)? | SATISFIED | OBLIGATION ;

sources : ANY | ID (COMMA ID)* ;

target
    : STAY report?                                             # stay
    | HALT PATH?                                               # halt
    | SATISFIED                                                # satisfied
    | VIOLATION level? sentence? (THEN ID)?                    # violation
    | CONFIRMED level? sentence? (THEN ID)?                    # confirmed
    | ID report?                                               # move
    ;

report : SUSPECTED level? sentence? | HINT sentence? ;

level : DEFECT | PRACTICE ;

sentence : text | ID ;

text : STRING+ ;

triggers : ON trigger (OR ON trigger)* ;

trigger : event (WHEN guard)? ;

event
    : key=(CALL | RETURN) ID arguments? (GIVES pattern)?       # ddiEvent
    | word arguments? (GIVES pattern)?                         # wordEvent
    ;

arguments : LEFT (argument (COMMA argument)*)? RIGHT ;

argument : DOTS | pattern ;

pattern : UNDERSCORE | ID | NUMBER ;

guard
    : NOT guard                                                # negation
    | POSSIBLY guard                                           # possibility
    | guard AND guard                                          # conjunction
    | guard OR guard                                           # disjunction
    | LEFT guard RIGHT                                         # group
    | operand op=(SAME | DIFFERENT | SMALLER | AT_MOST | GREATER | AT_LEAST) operand  # comparison
    | operand NOT? IN OPEN ID (COMMA ID)* CLOSE                # oneOf
    | operand NOT? IN ID                                       # member
    | ID IS NOT? ID                                            # condition
    | ENTRY IS word                                            # entryIs
    | DRIVER ID                                                # ofDriver
    | IN_ROUTINE                                               # inRoutine
    | value=(TRUE | FALSE)                                     # literal
    | ID LEFT (operand (COMMA operand)*)? RIGHT                # predicate
    | ID                                                       # flag
    ;

operand : ID (DOT ID)* | NUMBER ;

effects : DO effect (COMMA effect)* ;

effect
    : SET ID                                                   # raise
    | CLEAR ID                                                 # clear
    | ADD operand TO ID                                        # add
    | REMOVE operand FROM ID                                   # remove
    | DISCARD                                                  # discard
    | ID op=(PLUS | MINUS) NUMBER                              # count
    | ID EQUAL operand                                         # assign
    | ID EQUAL text                                            # say
    ;

missing : MISSING ID arguments? ;

label : LABEL text ;

DDIS : 'ddis' ;
EVENT : 'event' ;
PART : 'part' ;
RULE : 'rule' ;
FAMILY : 'family' ;
INSTANCE : 'instance' ;
OF : 'of' ;
MODEL : 'model' ;
SEVERITY : 'severity' ;
GROUP : 'group' ;
SOURCE : 'source' ;
SUMMARY : 'summary' ;
CLAUSE : 'clause' ;
CONSEQUENCE : 'consequence' ;
DRAFT : 'draft' ;
ENTRY : 'entry' ;
EXCEPT : 'except' ;
AS : 'as' ;
REQUIRES : 'requires' ;
TRACK : 'track' ;
FROM : 'from' ;
SHARED : 'shared' ;
FLAG : 'flag' ;
COUNTER : 'counter' ;
SET : 'set' ;
VALUE : 'value' ;
TEXT : 'text' ;
STATE : 'state' ;
INITIAL : 'initial' ;
FOR : 'for' ;
SATISFIED : 'satisfied' ;
OBLIGATION : 'obligation' ;
MESSAGE : 'message' ;
USE : 'use' ;
ALWAYS : 'always' ;
ANY : 'any' ;
STAY : 'stay' ;
HALT : 'halt' ;
PATH : 'path' ;
VIOLATION : 'violation' ;
CONFIRMED : 'confirmed' ;
SUSPECTED : 'suspected' ;
HINT : 'hint' ;
DEFECT : 'defect' ;
PRACTICE : 'practice' ;
THEN : 'then' ;
ON : 'on' ;
OR : 'or' ;
AND : 'and' ;
NOT : 'not' ;
POSSIBLY : 'possibly' ;
WHEN : 'when' ;
CALL : 'call' ;
RETURN : 'return' ;
GIVES : 'gives' ;
IN : 'in' ;
IS : 'is' ;
DRIVER : 'driver' ;
IN_ROUTINE : 'in-routine' ;
TRUE : 'true' ;
FALSE : 'false' ;
DO : 'do' ;
CLEAR : 'clear' ;
ADD : 'add' ;
TO : 'to' ;
REMOVE : 'remove' ;
DISCARD : 'discard' ;
MISSING : 'missing' ;
LABEL : 'label' ;

ARROW : '->' ;
DOTS : '...' ;
UNDERSCORE : '_' ;
EQUAL : '=' ;
PLUS : '+=' ;
MINUS : '-=' ;
SAME : '==' ;
DIFFERENT : '!=' ;
AT_MOST : '<=' ;
AT_LEAST : '>=' ;
SMALLER : '<' ;
GREATER : '>' ;
LEFT : '(' ;
RIGHT : ')' ;
OPEN : '{' ;
CLOSE : '}' ;
COMMA : ',' ;
COLON : ':' ;
DOT : '.' ;

NUMBER : '0x' [0-9a-fA-F]+ | [0-9]+ ;
PARAMETER : '$' [A-Za-z] [A-Za-z0-9_]* ;
HYPHENATED : [a-z]+ ('-' [a-z]+)+ ;
ID : [A-Za-z_] [A-Za-z0-9_]* ;
STRING : '"' ~["\r\n]* '"' ;

COMMENT : ('//' ~[\r\n]* | '/*' .*? '*/') -> skip ;
SPACE : [ \t\r\n]+ -> skip ;

// Kept as tokens so that every character of a broken file is accounted for.
OPEN_STRING : '"' ~["\r\n]* ;
OTHER : . ;
