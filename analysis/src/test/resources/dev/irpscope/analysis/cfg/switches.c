enum { QUERY, START = 4, STOP };
int Run(int code);

int Fall(unsigned char minor)
{
    int result = 0;
    switch (minor) {
    case START:
        result = Run(1);
        /* fall through */
    case STOP:
    case 17:
        result += 2;
        break;
    default:
        return -1;
    case 20 ... 29:
        result = 3;
    }
    return result;
}

int NoDefault(int code)
{
    switch (code & 3) {
    case 0:
        if (code > 9) break;
        Run(0);
        break;
    case 1: {
        while (Run(code)) {
            switch (code) { case 5: break; }
            if (code) continue;
            break;
        }
        break;
    }
    }
    return code;
}
