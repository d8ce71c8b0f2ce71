// Package deliver hands messages over to others: by e-mail (SMTP), to the address of
// a program (webhook), and as a file.
//
// What it returns without error was taken over. Where that is not known, it fails, and
// the caller sends again: receivers know what comes twice by its key. Secrets are
// read from files when they are needed, and stand in no error.
package deliver

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// World is what handing over needs besides the network.
type World struct {
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error // ends early with the context
	TLS   *tls.Config                                      // whom to trust; nil for those the system trusts
	Agent string                                           // name of the program and its version
}

// ErrRefused means that the other side said no for good, or the setting is wrong:
// trying again at once is no use.
var ErrRefused = errors.New("refused")

// tries is how often a delivery is tried, with pauses of 1, 2, 4 and 8 seconds.
const tries = 5

// longestPause is how long a server may have us wait.
const longestPause = time.Minute

// insist tries until it works, the other side refuses, or the tries are used up. A try
// returns how long it was asked to wait, or 0.
func (w World) insist(ctx context.Context, try func() (time.Duration, error)) error {
	pause := time.Second
	for n := 1; ; n++ {
		asked, err := try()
		switch {
		case err == nil:
			return nil
		case n == tries || errors.Is(err, ErrRefused):
			return err
		case ctx.Err() != nil:
			return errors.Join(err, ctx.Err())
		}
		if serr := w.Sleep(ctx, min(max(pause, asked), longestPause)); serr != nil {
			return errors.Join(err, serr)
		}
		pause *= 2
	}
}

// mostSecret is how long a secret may be, in bytes.
const mostSecret = 4096

// secret reads a secret from a file: its first line.
func secret(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading the secret: %w: %w", err, ErrRefused)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, mostSecret+1))
	if err != nil {
		return nil, fmt.Errorf("reading the secret: %w", err)
	}
	line, _, _ := strings.Cut(strings.TrimLeft(string(content), "\r\n"), "\n")
	line = strings.TrimRight(line, "\r")
	if line == "" || len(content) > mostSecret {
		return nil, fmt.Errorf("reading the secret: %q holds none, or is longer than %d bytes: %w", file, mostSecret, ErrRefused)
	}
	return []byte(line), nil
}

// local reports whether a host is this machine.
func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// parse reads an address of one of some schemes, which may hold no password.
func parse(address, schemes string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil { // the error would repeat the address, with what stands in it
		return nil, fmt.Errorf("an address that cannot be read: %w", ErrRefused)
	}
	if _, has := u.User.Password(); has {
		return nil, fmt.Errorf("an address with a password in it (give it in a file): %w", ErrRefused)
	}
	if u.Hostname() == "" || !strings.Contains(" "+schemes+" ", " "+u.Scheme+" ") {
		return nil, fmt.Errorf("%q is no address that begins with %s: %w", u.Redacted(), strings.Join(strings.Fields(schemes), ":// or ")+"://", ErrRefused)
	}
	return u, nil
}

// File replaces a file, whole or not at all.
func File(name string, content []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".trucewatch-*")
	if err != nil {
		return fmt.Errorf("writing %q: %w", name, err)
	}
	_, err = tmp.Write(content)
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // the error says what is wrong; the rest may stay
		return fmt.Errorf("writing %q: %w", name, err)
	}
	return nil
}
