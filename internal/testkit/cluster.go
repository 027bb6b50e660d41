package testkit

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cluster is one running PostgreSQL server.
type cluster struct {
	dir      string // data, socket and log; belongs to the user the server runs as
	port     int
	password string
	leash    *os.File // while this end of the pipe is open the server runs
	script   string   // what runs the server: leashed or restarted
}

// startCluster makes a data folder and starts a server on it. Another process may take the free port before the server
// binds it, hence a few tries.
func startCluster(script string, settings ...string) (*cluster, error) {
	bin, err := postgresBin("/usr/lib/postgresql")
	if err != nil {
		return nil, err
	}
	as, err := serverUser()
	if err != nil {
		return nil, err
	}
	var c *cluster
	for range 3 {
		if c, err = tryCluster(bin, as, script, settings); err == nil {
			return c, nil
		}
	}
	return nil, err
}

func tryCluster(bin string, as *syscall.Credential, script string, settings []string) (*cluster, error) {
	dir, err := os.MkdirTemp(openTemp(), "fieldfare-pg-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	c := &cluster{dir: dir, password: rand.Text(), script: script}
	if err := c.create(bin, as); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return c, c.start(bin, as, settings)
}

// create runs initdb. It refuses to work as root, hence the other user and a folder that belongs to them.
func (c *cluster) create(bin string, as *syscall.Credential) error {
	secret := filepath.Join(c.dir, "secret")
	if err := os.WriteFile(secret, []byte(c.password+"\n"), 0o600); err != nil {
		return err
	}
	if as != nil {
		for _, p := range []string{c.dir, secret} {
			if err := os.Chown(p, int(as.Uid), int(as.Gid)); err != nil {
				return fmt.Errorf("give the folder to the server's user: %w", err)
			}
		}
	}
	cmd := exec.Command(filepath.Join(bin, "initdb"), "--no-sync", "-D", c.data(), "-U", "postgres", "-E", "UTF8",
		"--locale=C", "--auth=password", "--pwfile="+secret)
	cmd.Dir, cmd.SysProcAttr = c.dir, &syscall.SysProcAttr{Credential: as}
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// leashed runs the server until its standard input ends, then stops it and removes the folder. The other end of that
// pipe belongs to the test process, and the system closes it however that process dies: no server outlives its tests,
// not after a failure, a panic, a time-out or kill -9.
const leashed = `"$@" >>"$DIR/log" 2>&1 </dev/null & server=$!
read -r _
kill -INT $server 2>/dev/null
wait $server
cd / && rm -rf "$DIR"`

// start runs the server on a free port and waits until it answers. After an error the helper removes the folder.
func (c *cluster) start(bin string, as *syscall.Credential, settings []string) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	c.port = port
	end, leash, err := os.Pipe()
	if err != nil {
		return err
	}
	defer end.Close()
	args := []string{"-c", c.script, "sh", filepath.Join(bin, "postgres"), "-D", c.data(), "-k", c.dir, "-h", "127.0.0.1", "-p", strconv.Itoa(port)}
	for _, s := range append([]string{"fsync=on", "max_connections=200", "shared_buffers=64MB"}, settings...) { // of two alike the last counts
		args = append(args, "-c", s)
	}
	cmd := exec.Command("/bin/sh", args...)
	cmd.Env = []string{"DIR=" + c.dir, "PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
	// A process group of its own: Ctrl-C at the terminal must not stop the server before the tests have let go of it.
	cmd.Dir, cmd.Stdin, cmd.SysProcAttr = c.dir, end, &syscall.SysProcAttr{Credential: as, Setpgid: true}
	if err := cmd.Start(); err != nil {
		return errors.Join(err, leash.Close())
	}
	go func() { _ = cmd.Wait() }() // reaps the helper; how it ended shows in the log
	if err := c.answer(); err != nil {
		return errors.Join(err, leash.Close())
	}
	c.leash = leash
	return nil
}

// answer waits until the server takes connections, or until its log says that it never will.
func (c *cluster) answer() error {
	deadline := time.Now().Add(60 * time.Second)
	for {
		err := c.run("SELECT 1")
		if err == nil {
			return nil
		}
		log, _ := os.ReadFile(filepath.Join(c.dir, "log"))
		if time.Now().After(deadline) || bytes.Contains(log, []byte("database system is shut down")) {
			return fmt.Errorf("the server does not answer: %w; its log: %s", err, bytes.TrimSpace(log))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (c *cluster) data() string { return filepath.Join(c.dir, "data") }

// postgresBin finds the newest installed server below root, where Debian and Ubuntu put each version in a folder.
func postgresBin(root string) (string, error) {
	found, err := filepath.Glob(filepath.Join(root, "*", "bin", "postgres"))
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", errors.New("no PostgreSQL server is installed: apt-get install postgresql (or make setup)")
	}
	version := func(p string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(p))))
		return n
	}
	best := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(best), nil
}

// serverUser says whom the server runs as: ourselves, or the user postgres when we are root, which it refuses.
func serverUser() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("tests run as root, and the server does not: apt-get install postgresql makes the user postgres: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}

// openTemp returns the folder for temporary files, or /tmp when other users may not pass through it.
func openTemp() string {
	dir := os.TempDir()
	for p := dir; ; p = filepath.Dir(p) {
		info, err := os.Stat(p)
		if err != nil || info.Mode().Perm()&0o001 == 0 || strings.Count(dir, "") > 60 {
			return "/tmp" // a socket's path has room for about 100 letters
		}
		if p == filepath.Dir(p) {
			return dir
		}
	}
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
