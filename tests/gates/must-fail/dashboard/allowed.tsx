// allowed
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '#dashboard/api/client.ts';

export const used = [Button, useQuery, Link, api];
