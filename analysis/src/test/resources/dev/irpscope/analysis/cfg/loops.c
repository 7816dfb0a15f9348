int Next(int x);

int While(int n)
{
    while (n > 0 && Next(n)) {
        if (n == 5) continue;
        if (n == 7) break;
        n -= 2;
    }
    return n;
}

int For(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        if (i == 3) continue;
        sum += i;
    }
    return sum;
}

int Do(int n)
{
    do {
        n = Next(n);
        if (n == 4) continue;
        if (n == 9) break;
    } while (n != 0);
    return n;
}

void Forever(int n)
{
    for (;;) {
        Next(n);
    }
}

int Jumps(int n)
{
again:
    n = Next(n);
    if (n < 0) goto fail;
    if (n > 100) goto again;
    return n;
fail:
    n = -1;
    return n;
}
