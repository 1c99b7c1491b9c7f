"""Carries lines to and from a Unix socket of type SOCK_SEQPACKET, a packet each: Node knows no such sockets."""

import socket
import sys
import threading

peer = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
peer.connect(sys.argv[1])


def print_packets():
    while packet := peer.recv(1 << 20):
        print(packet.decode().replace("\n", " "), flush=True)


threading.Thread(target=print_packets, daemon=True).start()
for line in sys.stdin:
    peer.send(line.strip().encode())
