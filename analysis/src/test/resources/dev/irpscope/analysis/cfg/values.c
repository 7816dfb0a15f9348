typedef unsigned long ULONG;
typedef unsigned char UCHAR;
typedef unsigned long long ULONG_PTR;
typedef struct _LINK { struct _LINK *Next; struct _LINK *Prev; } LINK;
typedef struct _REQ { ULONG Kind; LINK Link; UCHAR Data[16]; union { ULONG A; struct { UCHAR Lo, Hi; }; }; ULONG Flag : 3, Mode : 5; } REQ, *PREQ;
typedef int (*HANDLER)(PREQ, int);
#define FIELD_OFFSET(t, f) ((long)&(((t *)0)->f))
#define CONTAINING_RECORD(a, t, f) ((t *)((char *)(a) - (ULONG_PTR)(&((t *)0)->f)))

int Plain(PREQ r, int x);
extern HANDLER Table[4];
static int counter;

int Conversions(UCHAR small, ULONG big, int sign)
{
    int sum = small + 1;
    int mixed = big > sign;
    long long wide = big + sign;
    small += 3;
    return sum + mixed + (int)wide + (small << 2);
}

int Pointers(PREQ r, LINK *entry, int i)
{
    PREQ owner = CONTAINING_RECORD(entry, REQ, Link);
    long at = FIELD_OFFSET(REQ, Data[3]);
    UCHAR *p = r->Data + i;
    *p++ = r->Data[i];
    p[-1] = r->Hi;
    r->Mode = 2;
    return (int)(p - owner->Data) + at + (r == 0) + sizeof r->Data;
}

int Calls(PREQ r, HANDLER given, int i)
{
    HANDLER own = i ? &Plain : given;
    int a = own(r, i++);
    a += (*Table[i])(r, counter++);
    Unknown(a, ++i);
    r->Link = *r->Link.Next;
    return (Plain)(r, ({ int t = a; t * 2; }));
}

int Initial(int x)
{
    static const HANDLER local[2] = { Plain };
    REQ r = { .Kind = 3, .Link = { 0 }, .Data = "ab" };
    REQ s = { 1, { 0, &r.Link }, { 1, 2, [5] = 6 } };
    int list[] = { 1, 0, x };
    PREQ lit = &(REQ){ .Kind = 9 };
    return sizeof list + local[0](&s, lit->Kind) + r.Lo;
}
