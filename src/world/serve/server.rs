//! The accept loop, on a thread of its own: a bounded number of connections, and an end that comes at once.

use super::answer::{Caller, House, answer};
use super::gate::Gate;
use super::request::{HEAD_LINES, Names, bracketed};
use super::seat::{Doing, Seat};
use super::shown::{Showing, Shown};

use crate::world::trouble::Trouble;
use crate::world::trouble::words;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::task::{AbortHandle, Id, JoinError, JoinSet};
use tokio::time::sleep;

/// Connections that ask; above this the one that does least has to leave.
const CONNECTIONS: usize = 256;

/// Browsers that listen for changes, which cost next to nothing.
const LISTENERS: usize = 6000;

/// The time for a head, and for an idle connection to ask again.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connections that wait to be taken up.
const QUEUE: u32 = 1024;

/// Nobody has to leave for another before this: an honest client asks at once, but not in no time.
const GRACE: Duration = Duration::from_millis(50);

/// And a reader that does not read, not before this.
const READING_GRACE: Duration = Duration::from_secs(1);

/// How long a new connection waits for room before it is turned away.
const ROOM: Duration = Duration::from_millis(200);

/// Where to listen, and for what.
#[derive(Clone, Debug)]
pub struct Listen {
    /// A name or an address of this machine.
    pub host: String,
    /// 0 takes any free port.
    pub port: u16,
    /// The root of the project, from which files are read that are not held in memory.
    pub root: PathBuf,
}

/// A running preview server. Dropped, it ends as well.
#[derive(Debug)]
pub struct Server {
    url: String,
    root: PathBuf,
    shown: watch::Sender<Arc<Shown>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts to listen and to show a site.
pub fn start(listen: &Listen, first: Showing) -> Result<Server, Trouble> {
    let trouble = |error: &io::Error| trouble(listen, error);
    let runtime = runtime().map_err(|error| trouble(&error))?;
    let listener = bind(listen, &runtime).map_err(|error| trouble(&error))?;
    let address = listener.local_addr().map_err(|error| trouble(&error))?;
    allow_descriptors();
    let (sender, shown) = watch::channel(Arc::new(Shown::first(first, &listen.root, run_name())));
    let house = House {
        names: names(listen, address),
        root: listen.root.clone(),
        shown,
        streams: Arc::new(Semaphore::new(LISTENERS)),
    };
    let (stop, stopped) = oneshot::channel();
    let serve = move || {
        runtime.block_on(accept(listener, Arc::new(house), stopped));
        // Connections are dropped as they are; a slow disk is not waited for.
        runtime.shutdown_background();
    };
    let thread = std::thread::Builder::new().name("preview".into()).spawn(serve).map_err(|error| trouble(&error))?;
    let (root, url) = (listen.root.clone(), url(listen, address));
    Ok(Server { url, root, shown: sender, stop: Some(stop), thread: Some(thread) })
}

impl Server {
    /// Where a browser finds the site; with the real port.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Shows another site from now on, and tells the browsers. A reader sees a whole old or a whole new one.
    pub fn show(&self, next: Showing) {
        let now = Arc::clone(&self.shown.borrow());
        self.shown.send_replace(Arc::new(now.next(next, &self.root)));
    }

    /// Ends the server with all that is open.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported there.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

fn runtime() -> io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(8).build()
}

/// Listens on the first address of the host that can be had.
fn bind(listen: &Listen, runtime: &Runtime) -> io::Result<TcpListener> {
    let _inside = runtime.enter();
    let mut refused = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in (&*listen.host, listen.port).to_socket_addrs()? {
        match bind_to(address) {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

fn bind_to(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A server that is started again gets its port at once. Elsewhere the option would let two of them have it.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(QUEUE)
}

fn trouble(listen: &Listen, error: &io::Error) -> Trouble {
    let help = match error.kind() {
        io::ErrorKind::AddrInUse => "; choose another with `--port`, where 0 takes any free one",
        io::ErrorKind::PermissionDenied => "; a port from 1024 on, chosen with `--port`, needs no permission",
        _ => "",
    };
    let place = format!("{}:{}", bracketed(&listen.host), listen.port);
    Trouble { doing: "listen on", path: place.into(), why: words(error) + help }
}

fn url(listen: &Listen, address: SocketAddr) -> String {
    let host = match address.ip() {
        ip if !ip.is_unspecified() => bracketed(&listen.host),
        ip if ip.is_ipv4() => "127.0.0.1".into(),
        _ => "[::1]".into(),
    };
    format!("http://{host}:{}/", address.port())
}

fn names(listen: &Listen, address: SocketAddr) -> Names {
    let machine = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let machine = machine.as_deref().map(str::trim).filter(|name| !name.is_empty() && !address.ip().is_loopback());
    Names::new(&listen.host, address.port(), machine)
}

/// A name that no other run has.
fn run_name() -> Arc<str> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-{:x}", std::process::id(), since.as_nanos()).into()
}

/// Each listener is an open file, and the usual limit of 1024 is below what the system allows without asking.
#[cfg(unix)]
fn allow_descriptors() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.unwrap_or(u64::MAX).min(2 * LISTENERS as u64);
    if limit.current.is_some_and(|current| current < wanted) {
        limit.current = Some(wanted);
        // Where this is refused there is room for fewer listeners, and that is all.
        let _ = setrlimit(Resource::Nofile, limit);
    }
}

#[cfg(not(unix))]
fn allow_descriptors() {}

/// The connections that are open, by their tasks.
#[derive(Default)]
struct Open {
    tasks: JoinSet<()>,
    seats: BTreeMap<Id, (AbortHandle, Arc<Seat>)>,
}

impl Open {
    /// Makes room for one more: where there is none, the connection that does least ends. `false` if all of them work.
    async fn make_room(&mut self) -> bool {
        let end = Instant::now() + ROOM;
        loop {
            while let Some(ended) = self.tasks.try_join_next_with_id() {
                self.remove(ended);
            }
            let asking = self.seats.values().filter(|(_, seat)| seat.get().0 != Doing::Listening).count();
            if asking < CONNECTIONS || self.end_one() {
                return true;
            }
            if Instant::now() > end {
                return false;
            }
            sleep(Duration::from_millis(5)).await;
        }
    }

    fn end_one(&mut self) -> bool {
        let now = Instant::now();
        let seats = self.seats.iter().map(|(id, (_, seat))| (seat.get(), *id));
        let idle = seats.filter(|((doing, since), _)| match doing {
            Doing::Arriving | Doing::Resting => now.duration_since(*since) > GRACE,
            Doing::Stalling => now.duration_since(*since) > READING_GRACE,
            Doing::Working | Doing::Listening => false,
        });
        let Some((_, id)) = idle.min_by_key(|(state, _)| *state) else { return false };
        if let Some((task, _)) = self.seats.remove(&id) {
            task.abort();
        }
        true
    }

    fn add(&mut self, stream: TcpStream, house: &Arc<House>) {
        let seat = Arc::new(Seat::new());
        let task = self.tasks.spawn(converse(stream, Arc::clone(house), Arc::clone(&seat)));
        self.seats.insert(task.id(), (task, seat));
    }

    fn remove(&mut self, ended: Result<(Id, ()), JoinError>) {
        self.seats.remove(&ended.map_or_else(|error| error.id(), |(id, ())| id));
    }
}

async fn accept(listener: TcpListener, house: Arc<House>, mut stopped: oneshot::Receiver<()>) {
    let mut open = Open::default();
    loop {
        tokio::select! {
            biased;
            _ = &mut stopped => return,
            Some(ended) = open.tasks.join_next_with_id() => open.remove(ended),
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) if open.make_room().await => open.add(stream, &house),
                Ok((stream, _)) => turn_away(&stream),
                Err(_) => {
                    // Most likely out of descriptors: those who do least give theirs back.
                    for _ in 0..8 {
                        open.end_one();
                    }
                    sleep(Duration::from_millis(5)).await;
                }
            },
        }
    }
}

fn turn_away(stream: &TcpStream) {
    let full = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    // A connection too many is not worth waiting for.
    let _ = stream.try_write(full);
}

async fn converse(stream: TcpStream, house: Arc<House>, seat: Arc<Seat>) {
    let Ok(called) = stream.local_addr() else { return };
    // Small answers leave at once; without this they only leave later.
    let _ = stream.set_nodelay(true);
    let caller = Caller { called: called.ip(), seat: Arc::clone(&seat) };
    let service = service_fn(|request| async {
        let response = answer(&house, &caller, request).await;
        Ok::<_, Infallible>(response)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_headers(HEAD_LINES).half_close(true);
    // A client that breaks off is its own affair.
    let _ = http.serve_connection(TokioIo::new(Gate::new(stream, seat)), service).await;
}
